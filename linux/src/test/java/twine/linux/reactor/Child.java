package twine.linux.reactor;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, whose standard output and standard error are one. */
final class Child implements Closeable {
  private final Process process;
  private final BufferedReader output;

  private Child(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    output = process.inputReader();
  }

  /**
   * Starts what {@code prefix} makes of the command of a JVM.
   *
   * @param words options, main class, arguments
   */
  static Child start(List<String> prefix, String... words) throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(Arrays.asList(words));
    return new Child(command);
  }

  /** The next line, or null at the end. */
  String line() throws IOException {
    return output.readLine();
  }

  /** All that it says until it ends. */
  List<String> lines() throws IOException {
    return output.lines().toList();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new IOException("the process cannot be ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
