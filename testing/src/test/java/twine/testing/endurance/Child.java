package twine.testing.endurance;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own, which says on standard output how far it has come. */
final class Child implements Closeable {
  private static final String END = "(end of output)";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Child(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().start(this::read);
  }

  /** Starts the main class with the given options of the JVM. */
  static Child start(Class<?> main, List<String> jvmOptions, String... arguments)
      throws IOException {
    return start(List.of(), main, jvmOptions, arguments);
  }

  /** Starts it under a shell that says {@code ulimit -n} first. */
  static Child startWithDescriptors(
      int descriptors, Class<?> main, List<String> jvmOptions, String... arguments)
      throws IOException {
    String script = "ulimit -n " + descriptors + " && exec \"$@\"";
    return start(List.of("bash", "-c", script, "bash"), main, jvmOptions, arguments);
  }

  private static Child start(
      List<String> prefix, Class<?> main, List<String> jvmOptions, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(List.of("-XX:-MaxFDLimit", "-cp", System.getProperty("java.class.path")));
    command.addAll(jvmOptions);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new Child(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      output.lines().forEach(lines::add);
    } catch (UncheckedIOException | IOException e) {
      // the process was killed
    }
    lines.add(END);
  }

  /** The rest of the next line that begins with {@code what} and a blank. */
  String await(String what) throws InterruptedException {
    while (true) {
      String line = lines.poll(60, TimeUnit.SECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError("the process did not say \"" + what + "\"");
      }
      if (line.startsWith(what + " ")) {
        return line.substring(what.length() + 1);
      }
    }
  }

  int awaitInt(String what) throws InterruptedException {
    return Integer.parseInt(await(what));
  }

  /** Ends the process as a power cut would. */
  void kill() {
    process.destroyForcibly();
  }

  /** The processor time it has used so far, in hundredths of a second, as Linux counts it. */
  long cpuTicks() throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  /**
   * The least processor time used in any of a few seconds, in hundredths of a second. The JVM
   * itself compiles and tidies up for a while after there was work to do; that is not what is asked
   * for.
   */
  long cpuTicksOfAnIdleSecond() throws IOException, InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5 && least > 1; i++) {
      long before = cpuTicks();
      // Real time is what is measured here, so there is nothing else to wait for.
      TimeUnit.SECONDS.sleep(1);
      least = Math.min(least, cpuTicks() - before);
    }
    return least;
  }

  @Override
  public void close() {
    kill();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
