package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a daemon that has much to say. */
@Tag("P16.7")
final class LogRotationIT {
  private static final int LINES_A_CLIENT = 2_000;
  private static final int CLIENTS = 20;

  /** Logs so many numbered lines for each client, before it says that it has done so. */
  private static final String APPLICATION =
      """
      import module twine.app;
      import module twine.core;

      static final class Talkative extends Protocol {
        private static int number;

        @Override public void connectionMade() {
          for (int i = 0; i < LINES; i++) {
            Log.msg("line " + number++ + " " + "and so on ".repeat(5));
          }
          transport().write("done".getBytes());
          transport().loseConnection();
        }
      }

      Application application() {
        var application = new Application("talkative");
        TcpServer.on("localhost", PORT, Factory.of(Talkative::new)).setServiceParent(application);
        return application;
      }

      void main() {}
      """;

  @TempDir private Path directory;
  private String port;

  @BeforeEach
  void writeFile() throws IOException {
    port = Daemon.freePort();
    Files.writeString(
        directory.resolve("Talkative.java"),
        APPLICATION.replace("LINES", Integer.toString(LINES_A_CLIENT)).replace("PORT", port));
  }

  @Test
  void noLineIsLostWhileFilesAreRotatedAndReopened() throws Exception {
    try (Daemon daemon = Daemon.start(directory, "--java", "Talkative.java")) {
      var load = CompletableFuture.runAsync(this::talk);
      while (!load.isDone()) {
        daemon.signal("HUP");
      }
      load.get(Started.PATIENCE_SECONDS, TimeUnit.SECONDS);
      daemon.stop();
    }
    assertThat(directory.resolve("twined.log.2")).exists();
    List<Path> files = oldestFirst();
    List<Integer> numbers = new ArrayList<>();
    for (Path file : files) {
      assertThat(Files.size(file)).as("1 MB, and the line too many").isLessThan(1_001_000);
      Files.readAllLines(file).stream()
          .filter(line -> line.contains("] line "))
          .map(line -> Integer.valueOf(line.replaceFirst(".*] line (\\d+) .*", "$1")))
          .forEach(numbers::add);
    }
    assertThat(numbers).isEqualTo(IntStream.range(0, LINES_A_CLIENT * CLIENTS).boxed().toList());
  }

  private void talk() {
    try {
      for (int i = 0; i < CLIENTS; i++) {
        assertThat(new String(Daemon.fetch(port), UTF_8)).isEqualTo("done");
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<Path> oldestFirst() {
    List<Path> files = new ArrayList<>();
    files.add(Daemon.logFile(directory));
    for (int i = 1; Files.exists(directory.resolve("twined.log." + i)); i++) {
      files.addFirst(directory.resolve("twined.log." + i));
    }
    return files;
  }

  @Test
  void aFileThatWasRenamedIsLetGoAtHangUp() throws Exception {
    try (Daemon daemon = Daemon.start(directory, "--java", "Talkative.java")) {
      assertLetsGo(daemon);
    }
  }

  /** As under nohup: for a daemon the signal has another meaning. */
  @Test
  void soItIsIfWhoeverStartedItIgnoresHangUps() throws Exception {
    String twined = Started.root().resolve("bin/twined").toString();
    List<String> deaf =
        List.of("sh", "-c", "trap '' HUP; exec \"$0\" \"$@\"", twined, "--java", "Talkative.java");
    try (Started launcher = Started.start(directory, deaf)) {
      assertThat(launcher.end().status()).isZero();
    }
    try (Daemon daemon = Daemon.running(directory)) {
      assertLetsGo(daemon);
    }
  }

  private void assertLetsGo(Daemon daemon) throws Exception {
    try (WatchService watch = directory.getFileSystem().newWatchService()) {
      Path renamed = directory.resolve("yesterday.log");
      Files.move(Daemon.logFile(directory), renamed);
      WatchKey created = directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      daemon.signal("HUP");
      assertThat(watch.poll(Started.PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(created);
      daemon.stop();
      assertThat(renamed).content().contains("Log opened.").doesNotContain("Server Shut Down.");
      assertThat(daemon.log()).contains("Server Shut Down.");
    }
  }
}
