package twine.benchmarks.machine;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The machine that is measured on: its processors, its tools, and how programs are started. */
public final class Machine {
  private static final Pattern ALLOWED = Pattern.compile("(?m)^Cpus_allowed_list:\\s*(\\S+)$");

  /** The processors that this program may use, looked up before it pins itself to one of them. */
  private static final List<Integer> PROCESSORS = allowedProcessors();

  private Machine() {}

  /** The directory of this module's sources. */
  public static Path sources() {
    return Path.of(System.getProperty("benchmark.home", "benchmarks"), "src", "main");
  }

  /** The beginning of a command line that runs a class of this program on the same JDK. */
  public static List<String> java(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(jdkTool("java"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return command;
  }

  /** A program of the JDK that this one runs on. */
  public static String jdkTool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Where a program is: a name that the PATH has, or a path. */
  public static Optional<Path> tool(String name) {
    if (name.contains(File.separator)) {
      return Optional.of(Path.of(name)).filter(Files::isExecutable);
    }
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<Integer> allowedProcessors() {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return List.of();
    }
    try {
      Matcher allowed = ALLOWED.matcher(Files.readString(status));
      return allowed.find() ? parseRanges(allowed.group(1)) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + status, e);
    }
  }

  /** The numbers in a list of ranges, such as {@code 0-2,5}. */
  public static List<Integer> parseRanges(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String range : text.split(",", -1)) {
      String[] ends = range.split("-", 2);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int number = Integer.parseInt(ends[0]); number <= last; number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  /** Whether servers and load can have a processor each. */
  public static boolean canPin() {
    return PROCESSORS.size() > 1 && tool("taskset").isPresent();
  }

  /** {@code command}, on the servers' processor if there is one. */
  public static List<String> pinned(List<String> command) {
    if (!canPin()) {
      return command;
    }
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", PROCESSORS.get(1).toString()));
    pinned.addAll(command);
    return pinned;
  }

  /** Moves this program, and with it every load that it makes or starts, to the other processor. */
  public static void pinLoad() {
    if (!canPin()) {
      Console.say("Servers and load share their processors: there is one only, or no taskset.");
      return;
    }
    moveTo(PROCESSORS.subList(0, 1));
  }

  /** Lets this program, and with it every server that it starts, use all processors again. */
  public static void unpin() {
    if (canPin()) {
      moveTo(PROCESSORS);
    }
  }

  private static void moveTo(List<Integer> processors) {
    String list = processors.stream().map(Object::toString).collect(Collectors.joining(","));
    String self = Long.toString(ProcessHandle.current().pid());
    output(List.of("taskset", "-a", "-c", "-p", list, self));
  }

  /**
   * Runs a command to its end.
   *
   * @return what it printed, standard error included
   */
  public static String output(List<String> command) {
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

  /** What a command that answers a question prints on standard output; empty if it fails. */
  public static Optional<String> answer(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command.getFirst() + " ran", e);
    }
  }

  /** The first line of what a command prints. */
  public static String firstLine(List<String> command) {
    return output(command).lines().findFirst().orElse(command.getFirst());
  }

  /** Does nothing for so long. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
