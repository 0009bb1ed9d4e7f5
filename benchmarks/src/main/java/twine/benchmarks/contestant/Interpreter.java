package twine.benchmarks.contestant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import twine.benchmarks.machine.Machine;

/** What runs scripts. Of several of a kind that one is taken which has the modules. */
public final class Interpreter {
  /** Node. */
  static final Interpreter NODE =
      new Interpreter("node", List.of("node"), List.of(), "-p", "'Node ' + process.version");

  private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
  private static final List<String> NO_COMPILED_FILES = List.of("-B");

  /** Python, and uvloop if it is there. */
  static final Interpreter PYTHON =
      new Interpreter(
          "Python 3",
          PYTHONS,
          NO_COMPILED_FILES,
          "-c",
          """
          import asyncio, sys
          try:
              import uvloop
              loop = "uvloop " + uvloop.__version__
          except ImportError:
              loop = "asyncio"
          print(loop, "on Python", sys.version.split()[0])
          """);

  /** Python with Twisted. */
  public static final Interpreter PYTHON_WITH_TWISTED =
      new Interpreter(
          "Python 3 with Twisted",
          PYTHONS,
          NO_COMPILED_FILES,
          "-c",
          """
          import sys, twisted
          from twisted.internet import reactor
          print("Twisted", twisted.__version__, "on Python", sys.version.split()[0])
          """);

  private final String label;
  private final List<String> names;
  private final List<String> options;
  private final String ask;
  private final String question;

  // Looked for once: an interpreter takes a while to start.
  private boolean looked;
  private @Nullable Found found;

  private Interpreter(
      String label, List<String> names, List<String> options, String ask, String question) {
    this.label = label;
    this.names = names;
    this.options = options;
    this.ask = ask;
    this.question = question;
  }

  private record Found(String path, String version) {}

  /**
   * The beginning of a command line that runs a script.
   *
   * @throws java.util.NoSuchElementException if it is not here with its modules
   */
  public List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(found().orElseThrow().path);
    command.addAll(options);
    return command;
  }

  /** What it says of its version, and of its modules'; empty if it is not here with them. */
  public Optional<String> version() {
    return found().map(Found::version);
  }

  private synchronized Optional<Found> found() {
    if (!looked) {
      found = names.stream().map(this::tryOut).flatMap(Optional::stream).findFirst().orElse(null);
      looked = true;
    }
    return Optional.ofNullable(found);
  }

  private Optional<Found> tryOut(String name) {
    return Machine.tool(name)
        .map(Object::toString)
        .flatMap(path ->
            Machine.answer(List.of(path, ask, question))
                .map(said -> new Found(path, said.strip())));
  }

  /** How people call it. */
  @Override
  public String toString() {
    return label;
  }
}
