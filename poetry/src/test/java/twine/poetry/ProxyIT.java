package twine.poetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.net.TcpAddress;
import twine.poetry.StagedServer.Client;

/** The proxy a person would use. */
final class ProxyIT {
  private static final byte[] HALF = "Half of a poem.\n".getBytes(US_ASCII);
  private static final byte[] POEM = "Half of a poem.\nHalf of a poem.\n".getBytes(US_ASCII);

  // ---- many clients

  @Test
  @Tag("P14.7")
  void aThousandClientsAtOnceMakeOneRequest() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", server.address().toString())) {
      TcpAddress address = proxy.awaitServing();
      try (Crowd crowd = Crowd.of(1_000, address)) {
        serve(server.accept());
        crowd.expectAll(POEM);
      }
      server.close(); // so that nobody could fetch it again
      assertThat(Started.run("client-4", address.toString()).bytes()).isEqualTo(POEM);
      Ended ended = terminate(proxy);
      assertThat(ended.lines())
          .containsExactly(
              "Serving poetry from " + server.address() + " on " + address + ".",
              "Fetching poem from server.",
              "Using cached poem.");
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void halfOfThemHangUpAndTheOthersStillGetThePoem() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", server.port())) {
      TcpAddress address = proxy.awaitServing();
      try (Crowd going = Crowd.of(500, address);
          Crowd staying = Crowd.of(500, address)) {
        Client download = server.accept();
        download.send(HALF);
        going.hangUp();
        download.send(HALF);
        download.finish();
        staying.expectAll(POEM);
      }
      Ended ended = terminate(proxy);
      assertThat(ended.lines()).endsWith("Fetching poem from server.").hasSize(2);
      assertThat(ended.errors()).isEmpty();
    }
  }

  @Test
  @Tag("P19.12")
  void whenAllHaveHungUpTheServerSeesItsConnectionClosed() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", server.port())) {
      TcpAddress address = proxy.awaitServing();
      try (Crowd crowd = Crowd.of(1_000, address)) {
        Client download = server.accept();
        download.send(HALF);
        crowd.hangUp();
        download.awaitHangUp();
      }
      try (Crowd next = Crowd.of(1, address)) {
        serve(server.accept());
        next.expectAll(POEM);
      }
      Ended ended = terminate(proxy);
      assertThat(ended.lines().subList(1, 4))
          .containsExactly(
              "Fetching poem from server.",
              "Canceling poem download.",
              "Fetching poem from server.");
      assertThat(ended.errors()).isEmpty();
    }
  }

  @Test
  @Tag("P19.12")
  void theLastClientThatIsStoppedStopsTheSlowServer() throws Exception {
    try (Started server = Started.start("slow-server", Poems.FASCINATION, "--delay", "0.05");
        Started proxy = Started.start("proxy", server.awaitServing().toString())) {
      TcpAddress address = proxy.awaitServing();
      try (Crowd crowd = Crowd.of(1, address);
          Started client = Started.start("client-4", address.toString())) {
        server.awaitOutput("Sending 10 bytes");
        crowd.hangUp();
        client.signal("TERM");
        client.end();
        proxy.awaitOutput("Canceling poem download.");
      }
      assertThat(Started.run("client-4", address.toString()).bytes())
          .isEqualTo(Poems.read(Poems.FASCINATION));
      String[] downloads = terminate(server).output().split("Somebody at .* wants poetry!\n");
      assertThat(downloads).hasSize(3);
      assertThat(downloads[1].lines().count()).isBetween(1L, 62L);
      assertThat(downloads[2].lines()).hasSize(63);
    }
  }

  @Test
  void aClientThatDoesNotReadKeepsNobodyWaiting() throws Exception {
    byte[] epic = new byte[5_000_000];
    new Random(1).nextBytes(epic);
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", server.port())) {
      TcpAddress address = proxy.awaitServing();
      try (Crowd idle = Crowd.of(10, address);
          Crowd other = Crowd.of(10, address)) {
        Client download = server.accept();
        download.send(epic);
        download.finish();
        other.expectAll(epic);
        idle.expectAll(epic);
      }
    }
  }

  @Test
  void aPoemThatIsThereIsWholeEvenForAClientThatHasNothingToSay() throws Exception {
    byte[] epic = new byte[5_000_000];
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", server.port())) {
      TcpAddress address = proxy.awaitServing();
      try (Crowd first = Crowd.of(1, address)) {
        Client download = server.accept();
        download.send(epic);
        download.finish();
        first.expectAll(epic);
      }
      try (Socket client = new Socket(address.host(), address.port())) {
        assertThat(client.getInputStream().read()).isZero();
        client.shutdownOutput();
        assertThat(client.getInputStream().readAllBytes()).hasSize(epic.length - 1);
      }
    }
  }

  // ---- servers that do not do what they should

  @Test
  @Tag("P14.7")
  void whenTheServerDiesHalfWayAllAreDisconnectedAndTheNextHasItTriedAgain() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", server.port())) {
      TcpAddress address = proxy.awaitServing();
      try (Crowd crowd = Crowd.of(100, address)) {
        Client download = server.accept();
        download.send(HALF);
        download.reset();
        crowd.expectAll(new byte[0]);
      }
      try (Crowd next = Crowd.of(1, address)) {
        serve(server.accept());
        next.expectAll(POEM);
      }
      Ended ended = terminate(proxy);
      assertThat(ended.lines())
          .endsWith("Fetching poem from server.", "Fetching poem from server.")
          .hasSize(3);
      assertThat(ended.errors())
          .startsWith("Poem failed: The connection to " + server.address() + " was lost after ")
          .hasLineCount(1);
    }
  }

  @Test
  @Tag("P14.7")
  void withoutAServerAllAreDisconnectedAndTheNextHasItTriedAgain() throws Exception {
    try (var closed = new ClosedPort();
        Started proxy = Started.start("proxy", closed.port())) {
      TcpAddress address = proxy.awaitServing();
      for (int i = 0; i < 2; i++) {
        try (var client = new Socket(address.host(), address.port())) {
          assertThat(client.getInputStream().readAllBytes()).isEmpty();
        }
      }
      Ended ended = terminate(proxy);
      String refused =
          "Poem failed: Connection was refused by other side: 127.0.0.1:" + closed.port();
      assertThat(ended.errors().lines()).containsExactly(refused, refused);
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", "--timeout", "2.5", server.port())) {
      TcpAddress address = proxy.awaitServing();
      try (Crowd crowd = Crowd.of(10, address)) {
        Client silent = server.accept();
        crowd.expectAll(new byte[0]);
        silent.awaitHangUp();
      }
      try (Crowd next = Crowd.of(1, address)) {
        serve(server.accept());
        next.expectAll(POEM);
      }
      assertThat(terminate(proxy).errors())
          .isEqualTo("Poem failed: Nothing came from " + server.address() + " for 2.5 s\n");
    }
  }

  @Test
  void aServerThatSendsForEverIsGivenUp() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", "--max-size", "1000000", server.port())) {
      TcpAddress address = proxy.awaitServing();
      try (Crowd crowd = Crowd.of(10, address)) {
        sendForEver(server.accept());
        crowd.expectAll(new byte[0]);
      }
      assertThat(terminate(proxy).errors())
          .isEqualTo(
              "Poem failed: The poem from " + server.address() + " is longer than 1000000 bytes\n");
    }
  }

  @Test
  void theLongestPoemIsNotTooLong() throws Exception {
    String longest = Integer.toString(POEM.length);
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", "--max-size", longest, server.port())) {
      TcpAddress address = proxy.awaitServing();
      try (Crowd client = Crowd.of(1, address)) {
        serve(server.accept());
        client.expectAll(POEM);
      }
    }
  }

  @Test
  @Tag("P14.7")
  void aPoemThatIsNotToBeKeptIsFetchedForEachButSharedByThoseWhoWait() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", "--expire", "0", server.port())) {
      TcpAddress address = proxy.awaitServing();
      for (int i = 0; i < 2; i++) {
        try (Crowd crowd = Crowd.of(20, address)) {
          serve(server.accept());
          crowd.expectAll(POEM);
        }
      }
      assertThat(terminate(proxy).lines())
          .endsWith("Fetching poem from server.", "Fetching poem from server.")
          .hasSize(3);
    }
  }

  @Test
  void aSignalEndsItInTheMiddle() throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started proxy = Started.start("proxy", server.port());
        Crowd crowd = Crowd.of(10, proxy.awaitServing())) {
      Client download = server.accept();
      download.send(HALF);
      proxy.signal("TERM");
      download.awaitHangUp();
      crowd.expectAll(new byte[0]);
      assertThat(proxy.end().status()).isZero();
    }
  }

  /** A client of the server, which the proxy is, gets the poem. */
  private static void serve(Client client) throws IOException {
    client.send(POEM);
    client.finish();
  }

  private static void sendForEver(Client client) throws IOException {
    byte[] noise = new byte[8192];
    try {
      while (true) {
        client.send(noise);
      }
    } catch (SocketException _) {
      client.hangUp();
    }
  }

  private static Ended terminate(Started program) throws Exception {
    program.signal("TERM");
    return program.end();
  }

  /** Clients that all wait at the same time, as the server knows by then. */
  private static final class Crowd implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();

    static Crowd of(int clients, TcpAddress server) throws IOException {
      var crowd = new Crowd();
      for (int i = 0; i < clients; i++) {
        crowd.sockets.add(connect(server));
      }
      awaitAccepted(server);
      return crowd;
    }

    private static Socket connect(TcpAddress server) throws IOException {
      var socket = new Socket(server.host(), server.port());
      socket.setSoTimeout(Started.PATIENCE_SECONDS * 1000);
      return socket;
    }

    /** One that hangs up has been seen: so have been all that stood in the queue before it. */
    private static void awaitAccepted(TcpAddress server) throws IOException {
      try (Socket last = connect(server)) {
        last.shutdownOutput();
        last.getInputStream().readAllBytes();
      }
    }

    /** Ends it for all of them, and waits until the server has noticed each. */
    void hangUp() throws IOException {
      for (Socket socket : sockets) {
        socket.shutdownOutput();
      }
      for (Socket socket : sockets) {
        assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        socket.close();
      }
    }

    void expectAll(byte[] poem) throws IOException {
      for (Socket socket : sockets) {
        assertThat(socket.getInputStream().readAllBytes()).isEqualTo(poem);
      }
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
