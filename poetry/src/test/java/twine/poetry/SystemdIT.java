package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon and systemd have to tell each other; Perl plays systemd's part. */
final class SystemdIT {
  /** Receives notifications and prints them, a line each. */
  private static final String MANAGER =
      """
      use Socket; $| = 1;
      socket(S, PF_UNIX, SOCK_DGRAM, 0) or die $!;
      bind(S, sockaddr_un($ARGV[0])) or die $!;
      print "bound\\n";
      while (defined recv(S, $state, 1000, 0)) { print "$state\\n" }
      """;

  /** Listens, says where, and becomes a program that has the socket as descriptor 3. */
  private static final String LISTENER =
      """
      use Socket; use POSIX ();
      $^F = 9; # such descriptors go on to the program
      socket(S, PF_INET, SOCK_STREAM, 0) or die $!;
      bind(S, sockaddr_in($ENV{PORT}, INADDR_LOOPBACK)) or die $!;
      listen(S, 100) or die $!;
      POSIX::dup2(fileno(S), 3) or die $!;
      POSIX::close(fileno(S)) unless fileno(S) == 3;
      $ENV{LISTEN_FDS} = 1;
      $ENV{LISTEN_PID} = $$;
      exec @ARGV or die $!;
      """;

  @TempDir private Path directory;
  private String port;

  @BeforeEach
  void choosePort() throws IOException {
    assumeTrue(Tools.exist("perl"), "there is no perl");
    port = Daemon.freePort();
  }

  private String[] foreground() throws IOException {
    String[] java = Daemon.writeFastPoetry(directory, port, Daemon.poem(Poems.ECSTASY));
    return new String[] {"--nodaemon", java[0], java[1]};
  }

  @Test
  void itHearsWhenTheDaemonIsReadyAliveAndStopping() throws Exception {
    String socket = directory.resolve("notify").toString();
    try (Started manager = Started.start(directory, List.of("perl", "-e", MANAGER, socket))) {
      manager.awaitOutput("bound\n");
      Map<String, String> environment = Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "100000");
      try (Started twined = Daemon.launch(directory, environment, foreground())) {
        manager.awaitOutput("READY=1\n");
        assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
        manager.awaitOutput("WATCHDOG=1\nWATCHDOG=1\n");
        twined.signal("TERM");
        manager.awaitOutput("STOPPING=1\n");
        assertThat(twined.end().errors()).isEmpty();
      }
    }
  }

  @Test
  void itHearsOfSeveralReactorsAsOfOne() throws Exception {
    String socket = directory.resolve("notify").toString();
    try (Started manager = Started.start(directory, List.of("perl", "-e", MANAGER, socket))) {
      manager.awaitOutput("bound\n");
      Map<String, String> environment = Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "100000");
      String[] java = foreground();
      try (Started twined =
          Daemon.launch(directory, environment, "--reactors=3", java[0], java[1], java[2])) {
        manager.awaitOutput("READY=1\nWATCHDOG=1\nWATCHDOG=1\n");
        twined.signal("TERM");
        manager.awaitOutput("STOPPING=1\n");
        assertThat(twined.end().errors()).isEmpty();
      }
    }
  }

  @Test
  void aManagerThatDoesNotListenIsNoReasonToStop() throws Exception {
    Map<String, String> environment = Map.of("NOTIFY_SOCKET", directory.resolve("gone").toString());
    try (Started twined = Daemon.launch(directory, environment, foreground())) {
      twined.awaitOutput("Could not tell READY=1 to the service manager at ");
      assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      twined.signal("TERM");
      assertThat(twined.end().status()).isZero();
    }
  }

  @Test
  void aSocketThatItHasOpenedIsServed() throws Exception {
    try (Started twined = activated(foreground())) {
      twined.awaitOutput("PoetryFactory starting on " + port);
      assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      twined.signal("TERM");
      Ended ended = twined.end();
      assertThat(ended.status()).isZero();
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.output())
          .contains("(Port " + port + " Closed)")
          .endsWith("Server Shut Down.\n");
    }
  }

  /** There is only the one socket, so one reactor accepts for both. */
  @Test
  void aSocketThatItHasOpenedIsSharedByReactors() throws Exception {
    String[] java = foreground();
    try (Started twined = activated("--reactors=2", java[0], java[1], java[2])) {
      twined.awaitOutput("PoetryFactory starting on " + port);
      for (int i = 0; i < 4; i++) {
        assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      }
      twined.signal("TERM");
      Ended ended = twined.end();
      assertThat(ended.status()).isZero();
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.output()).endsWith("Server Shut Down.\n");
    }
  }

  @Test
  void aSocketForAnotherPortIsNoneOfItsBusiness() throws Exception {
    String other = Daemon.freePort();
    String[] java = Daemon.writeFastPoetry(directory, other, Daemon.poem(Poems.ECSTASY));
    try (Started twined = activated("--nodaemon", java[0], java[1])) {
      twined.awaitOutput("PoetryFactory starting on " + other);
      assertThat(Daemon.fetch(other)).isEqualTo(Poems.read(Poems.ECSTASY));
      twined.signal("TERM");
      assertThat(twined.end().status()).isZero();
    }
  }

  private Started activated(String... arguments) throws IOException {
    String[] perl = {"perl", "-e", LISTENER, Started.root().resolve("bin/twined").toString()};
    return Started.start(
        directory,
        Stream.of(new String[] {"env", "PORT=" + port}, perl, arguments)
            .flatMap(Arrays::stream)
            .toList());
  }
}
