package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/twined} as it is by default: a daemon. */
final class DaemonIT {
  @TempDir private Path directory;
  private String port;
  private String[] fastPoetry;

  @BeforeEach
  void writeFile() throws IOException {
    port = Daemon.freePort();
    fastPoetry = Daemon.writeFastPoetry(directory, port, Daemon.poem(Poems.ECSTASY));
  }

  @Test
  @Tag("P16.7")
  void thePromptComesBackWhenTheServiceIsUp() throws Exception {
    try (Daemon daemon = Daemon.start(directory, fastPoetry)) {
      assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      assertThat(daemon.isAlive()).isTrue();
      daemon.stop();
    }
  }

  @Test
  @Tag("P16.8")
  void theLogTellsOfItsLifeFromTheFirstLineToTheLast() throws Exception {
    try (Daemon daemon = Daemon.start(directory, fastPoetry)) {
      Daemon.fetch(port);
      daemon.stop();
      assertThat(daemon.logLines()).element(0).isEqualTo("[-] Log opened.");
      assertThat(daemon.logLines().get(1)).startsWith("[-] twined ").endsWith(" starting up.");
      assertThat(daemon.logLines().get(2)).startsWith("[-] reactor class: ");
      assertThat(daemon.logLines())
          .containsSubsequence(
              "[-] PoetryFactory starting on " + port,
              "[-] Received SIGTERM, shutting down.",
              "[-] (Port " + port + " Closed)",
              "[-] Main loop terminated.",
              "[-] Server Shut Down.")
          .last()
          .isEqualTo("[-] Server Shut Down.");
      assertThat(daemon.log()).contains("sending 3003 bytes of poetry to 127.0.0.1:");
    }
  }

  @Test
  @Tag("P16.8")
  void thePidFileIsThereWhileItRuns() throws Exception {
    try (Daemon daemon = Daemon.start(directory, fastPoetry)) {
      assertThat(Files.readString(Daemon.pidFile(directory))).isEqualTo(daemon.pid() + "\n");
      daemon.stop();
      assertThat(Daemon.pidFile(directory)).doesNotExist();
    }
  }

  @Test
  void aSecondOneIsRefusedAndDisturbsNothing() throws Exception {
    try (Daemon daemon = Daemon.start(directory, fastPoetry)) {
      String before = daemon.log();
      Ended second = Daemon.run(directory, fastPoetry);
      assertThat(second.errors())
          .isEqualTo(
              "twined: another one is running, process " + daemon.pid() + " (says twined.pid)\n");
      assertThat(second.status()).isEqualTo(1);
      assertThat(daemon.log()).isEqualTo(before);
      assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      daemon.stop();
    }
  }

  @Test
  void whatKillLeavesBehindIsNoObstacle() throws Exception {
    long killed;
    try (Daemon daemon = Daemon.start(directory, fastPoetry)) {
      killed = daemon.pid();
      daemon.signal("KILL");
      daemon.awaitEnd();
    }
    assertThat(Daemon.pidFile(directory)).hasContent(killed + "\n");
    try (Daemon daemon = Daemon.start(directory, fastPoetry)) {
      assertThat(daemon.pid()).isNotEqualTo(killed);
      assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      daemon.stop();
    }
  }

  @Test
  void aPidFileOfALivingProgramIsLeftAlone() throws Exception {
    String content = ProcessHandle.current().pid() + "\n";
    Files.writeString(Daemon.pidFile(directory), content);
    Ended refused = Daemon.run(directory, fastPoetry);
    assertThat(refused.errors()).contains("another one is running").hasLineCount(1);
    assertThat(refused.status()).isEqualTo(1);
    assertThat(Daemon.pidFile(directory)).hasContent(content);
  }

  @Test
  void aPortInUseIsSaidInALine() throws Exception {
    try (var _ = new ServerSocket(Integer.parseInt(port), 1, InetAddress.getLoopbackAddress())) {
      Ended ended = Daemon.run(directory, fastPoetry);
      assertThat(ended.errors())
          .startsWith("twined: ")
          .contains(port)
          .contains("in use")
          .hasLineCount(1);
      assertThat(ended.status()).isEqualTo(1);
    }
    assertThat(Daemon.pidFile(directory)).doesNotExist();
  }

  @Test
  void aPoemThatIsNotThereIsSaidInALine() throws Exception {
    Ended ended = Daemon.run(directory, Daemon.writeFastPoetry(directory, port, "nowhere.txt"));
    assertThat(ended.errors())
        .startsWith("twined: ")
        .contains("nowhere.txt: there is no such file")
        .hasLineCount(1);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(StagedServer.isFree(Integer.parseInt(port))).isTrue();
    assertThat(Daemon.pidFile(directory)).doesNotExist();
  }

  @Test
  void itHasASessionOfItsOwnAndNoTerminal() throws Exception {
    try (Daemon daemon = Daemon.start(directory, fastPoetry)) {
      Path proc = Path.of("/proc/" + daemon.pid());
      String stat = Files.readString(proc.resolve("stat"));
      String[] columns = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      assertThat(columns[3]).as("session").isEqualTo(Long.toString(daemon.pid()));
      assertThat(columns[4]).as("terminal").isEqualTo("0");
      for (String descriptor : new String[] {"0", "1", "2"}) {
        assertThat(proc.resolve("fd").resolve(descriptor).toRealPath())
            .isEqualTo(Path.of("/dev/null"));
      }
      daemon.stop();
    }
  }

  @Test
  void whatItWritesIsItsOwnersAlone() throws Exception {
    try (Daemon daemon = Daemon.start(directory, fastPoetry)) {
      assertThat(permissions(Daemon.logFile(directory))).isEqualTo("rw-------");
      daemon.stop();
    }
  }

  @Test
  void theUmaskCanBeChosen() throws Exception {
    String[] arguments = prepend(fastPoetry, "--umask", "027");
    try (Daemon daemon = Daemon.start(directory, arguments)) {
      assertThat(permissions(Daemon.logFile(directory))).isEqualTo("rw-r-----");
      daemon.stop();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void itRunsInTheDirectoryThatIsAskedFor() throws Exception {
    Path there = Files.createDirectory(directory.resolve("there"));
    Daemon.writeFastPoetry(there, port, Daemon.poem(Poems.ECSTASY));
    String[] arguments = prepend(fastPoetry, "--rundir", "there");
    Ended launcher = Daemon.run(directory, arguments);
    assertThat(launcher.errors()).isEmpty();
    assertThat(launcher.status()).isZero();
    try (Daemon daemon = Daemon.running(there)) {
      assertThat(Daemon.logFile(there)).exists();
      assertThat(Path.of("/proc/" + daemon.pid() + "/cwd").toRealPath())
          .isEqualTo(there.toRealPath());
      daemon.stop();
    }
  }

  @Test
  void theFilesCanBeNamed() throws Exception {
    Ended launcher =
        Daemon.run(directory, prepend(fastPoetry, "--pidfile", "my.pid", "--logfile=my.log"));
    assertThat(launcher.errors()).isEmpty();
    assertThat(directory.resolve("my.log")).content().contains("Log opened.");
    Files.move(directory.resolve("my.pid"), Daemon.pidFile(directory));
    try (Daemon daemon = Daemon.running(directory)) {
      daemon.stop();
    }
    assertThat(Daemon.logFile(directory)).doesNotExist();
  }

  private static String[] prepend(String[] arguments, String... before) {
    String[] all = new String[before.length + arguments.length];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(arguments, 0, all, before.length, arguments.length);
    return all;
  }
}
