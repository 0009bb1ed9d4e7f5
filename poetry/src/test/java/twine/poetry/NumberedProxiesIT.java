package twine.poetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.net.TcpAddress;
import twine.poetry.StagedServer.Client;

/** The proxies of Parts 14 and 19. */
final class NumberedProxiesIT {
  private static final byte[] POEM = "This poem is short.\n".getBytes(US_ASCII);

  @ParameterizedTest
  @ValueSource(strings = {"proxy-1", "proxy-2", "proxy-3"})
  @Tag("P14.5")
  @Tag("P14.6")
  @Tag("P19.12")
  void thePoemIsFetchedOnceAndThenComesFromTheCache(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start(name, server.address().toString())) {
      TcpAddress address = proxy.awaitServing();
      try (Socket first = connect(address)) {
        serve(server.accept());
        assertThat(read(first)).isEqualTo(POEM);
      }
      server.close(); // so that nobody could fetch it again
      assertThat(Started.run("client-4", address.toString()).bytes()).isEqualTo(POEM);
      assertThat(Started.run("client-4", address.toString()).bytes()).isEqualTo(POEM);
      Ended ended = terminate(proxy);
      assertThat(ended.lines())
          .containsExactly(
              "Serving poetry from " + server.address() + " on " + address + ".",
              "Fetching poem from server.",
              "Using cached poem.",
              "Using cached poem.");
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy-1", "proxy-2", "proxy-3"})
  @Tag("P14.5")
  @Tag("P14.6")
  void itListensWhereItIsToldAndTheHostOfTheServerMayBeLeftOut(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        var free = new ClosedPort()) {
      String port = free.port();
      free.close();
      try (Started proxy =
          Started.start(name, "--port", port, "--iface", "0.0.0.0", server.port())) {
        TcpAddress address = proxy.awaitServing();
        assertThat(InetAddress.ofLiteral(address.host())).matches(InetAddress::isAnyLocalAddress);
        assertThat(address.port()).isEqualTo(Integer.parseInt(port));
        try (Socket client = connect(new TcpAddress("127.0.0.1", Integer.parseInt(port)))) {
          serve(server.accept());
          assertThat(read(client)).isEqualTo(POEM);
        }
      }
    }
  }

  /** Exercise 14.3 is about that; {@code proxy} does it. */
  @ParameterizedTest
  @ValueSource(strings = {"proxy-1", "proxy-2", "proxy-3"})
  void whoeverAsksBeforeThePoemHasComeHasItFetchedAnew(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start(name, server.port())) {
      TcpAddress address = proxy.awaitServing();
      try (Socket first = connect(address)) {
        Client slow = server.accept();
        try (Socket second = connect(address)) {
          serve(server.accept());
          assertThat(read(second)).isEqualTo(POEM);
        }
        serve(slow);
        assertThat(read(first)).isEqualTo(POEM);
      }
      assertThat(terminate(proxy).lines())
          .endsWith("Fetching poem from server.", "Fetching poem from server.")
          .hasSize(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy-1", "proxy-2", "proxy-3"})
  void withoutAServerTheClientIsDisconnectedAndTheNextTriesAgain(String name) throws Exception {
    try (var closed = new ClosedPort();
        Started proxy = Started.start(name, closed.port())) {
      TcpAddress address = proxy.awaitServing();
      for (int i = 0; i < 2; i++) {
        try (Socket client = connect(address)) {
          assertThat(read(client)).isEmpty();
        }
      }
      Ended ended = terminate(proxy);
      assertThat(ended.lines())
          .endsWith("Fetching poem from server.", "Fetching poem from server.")
          .hasSize(3);
      String refused =
          "Poem failed: Connection was refused by other side: 127.0.0.1:" + closed.port();
      assertThat(ended.errors().lines()).containsExactly(refused, refused);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy-1", "proxy-2", "proxy-3"})
  void aPoemThatBreaksOffIsNotKept(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start(name, server.port())) {
      TcpAddress address = proxy.awaitServing();
      try (Socket client = connect(address)) {
        Client dying = server.accept();
        dying.send(POEM);
        dying.reset();
        assertThat(read(client)).isEmpty();
      }
      try (Socket client = connect(address)) {
        serve(server.accept());
        assertThat(read(client)).isEqualTo(POEM);
      }
      // If the proxy was not quick enough, it has not even seen that it was connected.
      assertThat(terminate(proxy).errors())
          .startsWith("Poem failed: ")
          .contains(server.address().toString())
          .hasLineCount(1);
    }
  }

  /** The poem that it has waited for is kept for others all the same. */
  @ParameterizedTest
  @ValueSource(strings = {"proxy-1", "proxy-2"})
  void aClientThatGoesDoesNotStopTheDownload(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start(name, server.port())) {
      TcpAddress address = proxy.awaitServing();
      Socket gone = connect(address);
      Client download = server.accept();
      gone.close();
      serve(download);
      server.close();
      try (Socket next = connect(address)) {
        assertThat(read(next)).isEqualTo(POEM);
      }
    }
  }

  @Test
  @Tag("P19.12")
  @Tag("P19.13")
  void aClientThatGoesTakesItsDownloadWithIt() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy-3", server.port())) {
      TcpAddress address = proxy.awaitServing();
      Socket gone = connect(address);
      Client given = server.accept();
      given.send(POEM);
      try (Socket other = connect(address)) {
        Client wanted = server.accept();
        gone.close();
        given.awaitHangUp();
        serve(wanted);
        assertThat(read(other)).isEqualTo(POEM);
      }
      try (Socket next = connect(address)) {
        assertThat(read(next)).isEqualTo(POEM);
      }
      Ended ended = terminate(proxy);
      assertThat(ended.lines().subList(1, 5))
          .containsExactly(
              "Fetching poem from server.",
              "Fetching poem from server.",
              "Canceling poem download.",
              "Using cached poem.");
      assertThat(ended.errors()).isEmpty();
    }
  }

  /** The book's experiment, with three processes. */
  @Test
  @Tag("P19.12")
  void aClientThatIsStoppedHalfWayStopsTheSlowServer() throws Exception {
    try (Started server = Started.start("slow-server", Poems.FASCINATION, "--delay", "0.05");
        Started proxy = Started.start("proxy-3", server.awaitServing().toString())) {
      String address = proxy.awaitServing().toString();
      try (Started client = Started.start("client-4", address)) {
        server.awaitOutput("Sending 10 bytes");
        client.signal("TERM");
        client.end();
        proxy.awaitOutput("Canceling poem download.");
      }
      for (int i = 0; i < 2; i++) {
        assertThat(Started.run("client-4", address).bytes())
            .isEqualTo(Poems.read(Poems.FASCINATION));
      }
      assertThat(terminate(proxy).lines().subList(1, 5))
          .containsExactly(
              "Fetching poem from server.",
              "Canceling poem download.",
              "Fetching poem from server.",
              "Using cached poem.");
      String[] downloads = terminate(server).output().split("Somebody at .* wants poetry!\n");
      assertThat(downloads).hasSize(3);
      assertThat(downloads[1].lines().count()).isBetween(1L, 62L);
      assertThat(downloads[2].lines()).hasSize(63);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy-1", "proxy-2", "proxy-3"})
  void aSignalEndsItInTheMiddle(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start(name, server.port());
        Socket client = connect(proxy.awaitServing())) {
      Client download = server.accept();
      download.send(POEM);
      proxy.signal("TERM");
      download.awaitHangUp();
      assertThat(read(client)).isEmpty();
      assertThat(proxy.end().status()).isZero();
    }
  }

  /** A client of the server, which the proxy is, gets the poem. */
  private static void serve(Client client) throws IOException {
    client.send(POEM);
    client.finish();
  }

  private static Ended terminate(Started program) throws Exception {
    program.signal("TERM");
    return program.end();
  }

  private static Socket connect(TcpAddress address) throws IOException {
    return new Socket(address.host(), address.port());
  }

  private static byte[] read(Socket client) throws IOException {
    return client.getInputStream().readAllBytes();
  }
}
