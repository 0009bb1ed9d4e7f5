package twine.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine that is measured on: its processors, its tools, and how programs are started. */
final class Machine {
  private static final int LOAD_CPU = 0;
  private static final int SERVER_CPU = 1;

  private Machine() {}

  /** The C server, if there was a compiler to build it with. */
  static Optional<Path> cServer() {
    return Optional.ofNullable(System.getProperty("benchmark.cServer"))
        .map(Path::of)
        .filter(Files::isExecutable);
  }

  /** The directory of this module's sources. */
  static Path sources() {
    return Path.of(System.getProperty("benchmark.home", "benchmarks"), "src", "main");
  }

  /** The beginning of a command line that runs a class of this program on the same JDK. */
  static List<String> java(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(jdkTool("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  /** A program of the JDK that this one runs on. */
  static String jdkTool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Where a program is, if the PATH has it. */
  static Optional<Path> tool(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether servers and load can have a processor each. */
  static boolean canPin() {
    return Runtime.getRuntime().availableProcessors() > 1 && tool("taskset").isPresent();
  }

  /** {@code command}, on the servers' processor if there is one. */
  static List<String> pinned(List<String> command) {
    if (!canPin()) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(SERVER_CPU)));
    pinned.addAll(command);
    return pinned;
  }

  /** Moves this program, and with it every load that it makes or starts, to the other processor. */
  static void pinLoad() {
    if (!canPin()) {
      Console.say("Servers and load share their processors: there is one only, or no taskset.");
      return;
    }
    String self = Long.toString(ProcessHandle.current().pid());
    output(List.of("taskset", "-a", "-c", "-p", Integer.toString(LOAD_CPU), self));
  }

  /**
   * Runs a command to its end.
   *
   * @return what it printed, standard error included
   */
  static String output(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      process.waitFor();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command.getFirst() + " ran", e);
    }
  }

  /** Does nothing for so long. */
  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
