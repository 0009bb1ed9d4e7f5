package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A daemon in a directory of its own, where its pid file and its log are, too. Closing it kills it,
 * if it still runs.
 */
final class Daemon implements AutoCloseable {
  private final Path directory;
  private final ProcessHandle process;

  private Daemon(Path directory, ProcessHandle process) {
    this.directory = directory;
    this.process = process;
  }

  /**
   * Writes the book's application file into a directory, but with a port of the test's own.
   *
   * @return the arguments that run it
   */
  static String[] writeFastPoetry(Path directory, String port, String poem) throws IOException {
    String book = Files.readString(Started.root().resolve("poetry/services/FastPoetry.java"));
    assertThat(book).contains("10000").contains(Poems.ECSTASY);
    Files.writeString(
        directory.resolve("FastPoetry.java"),
        book.replace("10000", port).replace(Poems.ECSTASY, poem));
    return new String[] {"--java", "FastPoetry.java"};
  }

  /** Starts one, which must come up. */
  static Daemon start(Path directory, String... arguments) throws Exception {
    Ended launcher = run(directory, arguments);
    assertThat(launcher.errors()).isEmpty();
    assertThat(launcher.output()).isEmpty();
    assertThat(launcher.status()).isZero();
    return running(directory);
  }

  /** The one that the pid file names. */
  static Daemon running(Path directory) throws IOException {
    long pid = Long.parseLong(Files.readString(pidFile(directory)).strip());
    return new Daemon(directory, ProcessHandle.of(pid).orElseThrow());
  }

  /** Waits for the prompt, whether or not a daemon is up then. */
  static Ended run(Path directory, String... arguments) throws Exception {
    try (Started launcher = launch(directory, Map.of(), arguments)) {
      return launcher.end();
    }
  }

  /** Starts the launcher, for tests that have it to wait for, or to signal. */
  static Started launch(Path directory, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.add(Started.root().resolve("bin/twined").toString());
    command.addAll(List.of(arguments));
    return Started.start(directory, command);
  }

  static Path pidFile(Path directory) {
    return directory.resolve("twined.pid");
  }

  static Path logFile(Path directory) {
    return directory.resolve("twined.log");
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Everything in the log so far. */
  String log() throws IOException {
    return Files.readString(logFile(directory));
  }

  /** The log without its times. */
  List<String> logLines() throws IOException {
    return log().lines().map(Daemon::withoutTime).toList();
  }

  /** A line of the log without its time. */
  static String withoutTime(String line) {
    assertThat(line).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[+-]\\d{4} \\[.*");
    return line.substring(line.indexOf('['));
  }

  /** Sends a signal, by its name without SIG. */
  void signal(String name) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** The line of {@code /proc} that begins with {@code name}, for every thread of the process. */
  List<String> threads(String name) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        Files.readAllLines(task.resolve("status")).stream()
            .filter(line -> line.startsWith(name + ":"))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** Waits until it has ended. */
  void awaitEnd() throws Exception {
    process.onExit().get(Started.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends it as an administrator would. */
  void stop() throws Exception {
    signal("TERM");
    awaitEnd();
  }

  /** What a client gets that asks this machine at {@code port}. */
  static byte[] fetch(String port) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Started.PATIENCE_SECONDS));
      return socket.getInputStream().readAllBytes();
    }
  }

  /** A port that is free at this moment. */
  static String freePort() throws IOException {
    try (var closed = new ClosedPort()) {
      return closed.port();
    }
  }

  /** The path of a poem, from wherever. */
  static String poem(String name) {
    return new File(Started.root().toFile(), name).getPath();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
