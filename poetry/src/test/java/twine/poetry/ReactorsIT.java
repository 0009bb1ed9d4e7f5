package twine.poetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/twined --reactors}: an application on several threads. */
final class ReactorsIT {
  private static final int CLIENTS = 64;
  private static final Pattern STARTING = Pattern.compile("starting on (\\d+)");

  /** Says which thread serves, and the rest when it is asked for it. */
  private static final String APPLICATION =
      """
      import module twine.app;
      import module twine.core;

      static final class WhoAmI extends Protocol {
        @Override public void connectionMade() {
          transport().write((Thread.currentThread().getName() + "\\n").getBytes());
        }

        @Override public void dataReceived(ByteBuffer data) {
          transport().write("the rest".getBytes());
          transport().loseConnection();
        }
      }

      Application application() throws Exception {
        var application = new Application("several");
        TcpServer.on("localhost", PORT, Factory.of(WhoAmI::new)).setServiceParent(application);
        MORE
        return application;
      }

      void main() {}
      """;

  /** Listens in a way of its own, which knows nothing of sharing. */
  private static final String SERVER_SOCKET =
      """
      new Service() {
        @Override public void startService() throws Exception {
          super.startService();
          new java.net.ServerSocket(OWN);
        }
      }.setServiceParent(application);
      """;

  @TempDir private Path directory;
  private final List<Socket> clients = new ArrayList<>();

  @AfterEach
  void closeClients() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
  }

  private void write(String port, String more) throws IOException {
    String source = APPLICATION.replace("PORT", port).replace("MORE", more);
    Files.writeString(directory.resolve("Several.java"), source);
  }

  private Socket connect(int port) throws IOException {
    var client = new Socket(InetAddress.getLoopbackAddress(), port);
    clients.add(client);
    client.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Started.PATIENCE_SECONDS));
    return client;
  }

  private static String line(Socket client) throws IOException {
    var line = new StringBuilder();
    for (int next = client.getInputStream().read();
        next >= 0 && next != '\n';
        next = client.getInputStream().read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  /** The threads that serve so many clients, who stay. */
  private Set<String> serve(int port) throws IOException {
    Set<String> threads = new TreeSet<>();
    for (int i = 0; i < CLIENTS; i++) {
      threads.add(line(connect(port)));
    }
    return threads;
  }

  private static List<Integer> ports(Daemon daemon) throws IOException {
    return STARTING
        .matcher(daemon.log())
        .results()
        .map((MatchResult found) -> Integer.valueOf(found.group(1)))
        .toList();
  }

  @Test
  void aPortThatTheSystemChoosesIsServedOnAllThreads() throws Exception {
    write("0", "");
    try (Daemon daemon = Daemon.start(directory, "--reactors", "2", "--java", "Several.java")) {
      List<Integer> ports = ports(daemon);
      assertThat(ports).hasSize(2);
      assertThat(ports.getFirst()).isPositive().isEqualTo(ports.getLast());
      assertThat(serve(ports.getFirst())).containsExactly("twine-reactor-1", "twine-reactor-2");
      closeClients();
      daemon.stop();
      assertThat(daemon.logLines().getLast()).isEqualTo("[-] Server Shut Down.");
      assertThat(Daemon.pidFile(directory)).doesNotExist();
    }
  }

  @Test
  void aPluginNeedsToKnowNothingOfIt() throws Exception {
    String poem = Daemon.poem(Poems.ECSTASY);
    String[] arguments = {"--reactors=2", "fastpoetry", "--port=0", "--poem", poem};
    try (Daemon daemon = Daemon.start(directory, arguments)) {
      String port = Integer.toString(ports(daemon).getFirst());
      for (int i = 0; i < 8; i++) {
        assertThat(Daemon.fetch(port)).isEqualTo(Poems.read(Poems.ECSTASY));
      }
      daemon.stop();
    }
  }

  @Test
  void whoIsBeingServedWhenItStopsIsServedToTheEnd() throws Exception {
    String port = Daemon.freePort();
    write(port, "");
    try (Started twined =
        Daemon.launch(directory, Map.of(), "--nodaemon", "--reactors=2", "--java=Several.java")) {
      twined.awaitOutput(" starting on " + port);
      assertThat(serve(Integer.parseInt(port))).hasSize(2);
      twined.signal("TERM");
      twined.awaitOutput("(Port " + port + " Closed)");
      for (Socket client : clients) {
        client.getOutputStream().write('?');
        assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("the rest");
      }
      Ended ended = twined.end();
      assertThat(ended.status()).isZero();
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.output()).endsWith("Server Shut Down.\n").doesNotContain("cuts");
      assertThat(
              Pattern.compile("waits for \\d+ connections? to end")
                  .matcher(ended.output())
                  .results())
          .hasSize(2);
    }
  }

  @Test
  void eachReactorTellsWhatItIsDoing() throws Exception {
    write("0", "");
    try (Daemon daemon = Daemon.start(directory, "--reactors=2", "--java=Several.java");
        Started tail = Started.start(directory, List.of("tail", "-n", "+1", "-F", "twined.log"))) {
      daemon.signal("USR1");
      tail.awaitOutput("Received SIGUSR1. reactor 1 of 2: Reactor[nio, RUNNING]");
      tail.awaitOutput("Received SIGUSR1. reactor 2 of 2: Reactor[nio, RUNNING]");
      daemon.stop();
      assertThat(daemon.log()).contains("delayed calls: 0");
      assertThat(daemon.log()).containsPattern("ports: 1\\R.*Port 127.0.0.1:\\d+");
    }
  }

  @Test
  void aPortThatIsTakenIsToldOnceAndStopsAll() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      write(Integer.toString(taken.getLocalPort()), "");
      Ended ended = Daemon.run(directory, "--reactors=2", "--java=Several.java");
      assertThat(ended.status()).isEqualTo(1);
      assertThat(ended.errors())
          .hasLineCount(1)
          .startsWith("twined: reactor 1 of 2: several/TcpServer on localhost:")
          .contains("Couldn't listen on ")
          .contains("in use");
    }
  }

  @Test
  void aSecondDaemonDoesNotJoinThePortOfTheFirst() throws Exception {
    write("0", "");
    try (Daemon daemon = Daemon.start(directory, "--reactors=2", "--java=Several.java")) {
      write(Integer.toString(ports(daemon).getFirst()), "");
      Ended second =
          Daemon.run(directory, "--reactors=2", "--pidfile=", "-l", "2.log", "-jSeveral.java");
      assertThat(second.status()).isEqualTo(1);
      assertThat(second.errors()).contains("reactor 1 of 2: ").contains("in use");
      daemon.stop();
    }
  }

  @Test
  void whatCannotBeSharedIsNamedWithItsReactor() throws Exception {
    write("0", SERVER_SOCKET.replace("OWN", Daemon.freePort()));
    Ended ended = Daemon.run(directory, "--reactors=2", "--java=Several.java");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .hasLineCount(1)
        .containsPattern("^twined: reactor [12] of 2: .*did not start: Address already in use");
    assertThat(Files.readString(Daemon.logFile(directory))).endsWith("Server Shut Down.\n");
  }

  @Test
  void aBadNumberIsRefused() throws Exception {
    write("0", "");
    Ended ended = Daemon.run(directory, "--reactors", "none", "--java=Several.java");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.errors())
        .startsWith("twined: --reactors takes a number from 1 to 1024 or 'cores', not none\n");
  }
}
