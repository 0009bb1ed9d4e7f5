package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The book's FastPoetry 2.0: an application file that {@code bin/twined} runs. */
@Tag("P16.6")
@Tag("P16.13")
final class ApplicationFileIT {
  @TempDir private Path directory;
  private String port;

  /** The file of the book's command line, but with a port of the test's own. */
  @BeforeEach
  void writeFile() throws IOException {
    port = Daemon.freePort();
    Daemon.writeFastPoetry(directory, port, Daemon.poem(Poems.ECSTASY));
  }

  @Test
  @Tag("P16.7")
  @Tag("P16.8")
  void inTheForegroundItLogsToTheTerminalAndInterruptIsACleanEnd() throws Exception {
    try (Started twined =
        Daemon.launch(directory, Map.of(), "--nodaemon", "--java", "FastPoetry.java")) {
      twined.awaitOutput("loaded a poem from: ");
      assertThat(Daemon.pidFile(directory)).exists();
      assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      twined.awaitOutput("sending 3003 bytes of poetry to 127.0.0.1:");
      twined.signal("INT");
      Ended ended = twined.end();
      assertThat(ended.status()).isZero();
      assertThat(ended.errors()).isEmpty();
      List<String> lines = ended.lines().stream().map(Daemon::withoutTime).toList();
      assertThat(lines.getFirst()).isEqualTo("[-] Log opened.");
      assertThat(lines)
          .endsWith("[-] Main loop terminated.", "[-] Server Shut Down.")
          .containsSubsequence(
              "[-] PoetryFactory starting on " + port,
              "[-] Received SIGINT, shutting down.",
              "[-] (Port " + port + " Closed)");
      assertThat(Daemon.pidFile(directory)).doesNotExist();
      assertThat(Daemon.logFile(directory)).doesNotExist();
    }
  }

  @Test
  @Tag("P16.7")
  void asADaemonItLogsToAFileAndThePromptComesBack() throws Exception {
    try (Daemon daemon = Daemon.start(directory, "--java", "FastPoetry.java")) {
      assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      daemon.stop();
      assertThat(daemon.logLines())
          .contains("[-] loaded a poem from: " + Daemon.poem(Poems.ECSTASY))
          .endsWith("[-] Main loop terminated.", "[-] Server Shut Down.");
      assertThat(Daemon.pidFile(directory)).doesNotExist();
    }
  }

  @Test
  void runByItselfItStartsNothing() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-p",
            Started.root().resolve("poetry/target/image/lib").toString(),
            "--add-modules",
            "twine.app",
            "FastPoetry.java");
    try (Started java = Started.start(directory, command)) {
      Ended ended = java.end();
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.output()).isEmpty();
      assertThat(ended.status()).isZero();
    }
    assertThat(directory.toFile().list()).containsExactly("FastPoetry.java");
  }

  @Test
  void aMistakeIsToldWithItsLineAndThePromptComesBack() throws Exception {
    Files.writeString(directory.resolve("Wrong.java"), "int application;\nint other = \"\";\n");
    Ended ended = Daemon.run(directory, "--java", "Wrong.java");
    assertThat(ended.errors())
        .contains("Wrong.java:2: error: incompatible types")
        .contains("twined: Wrong.java does not compile");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(directory.toFile().list()).containsOnly("FastPoetry.java", "Wrong.java");
  }
}
