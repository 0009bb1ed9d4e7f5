package twine.poetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twine.net.TcpAddress;

/** The slow server of Part 2. */
@Tag("P2.1")
final class SlowServerIT {

  @Test
  void itTellsOfItsClientsAndOfEachPortion() throws Exception {
    try (Started server =
            Started.start("slow-server", Poems.FASCINATION, "--num-bytes", "200", "--delay", "0");
        Socket client = connect(server.awaitServing())) {
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(Poems.read(Poems.FASCINATION));
      server.signal("TERM");
      Ended ended = server.end();
      assertThat(ended.lines())
          .containsExactly(
              "Serving " + Poems.FASCINATION + " on 127.0.0.1:" + client.getPort() + ".",
              "Somebody at 127.0.0.1:" + client.getLocalPort() + " wants poetry!",
              "Sending 200 bytes",
              "Sending 200 bytes",
              "Sending 200 bytes",
              "Sending 23 bytes");
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void itSendsTenBytesAtATimeIfItIsNotTold() throws Exception {
    try (Started server = Started.start("slow-server", Poems.SCIENCE, "--delay", "0");
        Socket client = connect(server.awaitServing())) {
      assertThat(client.getInputStream().readAllBytes()).hasSize(653);
      server.awaitOutput("Sending 3 bytes");
      server.signal("TERM");
      assertThat(server.end().output()).containsOnlyOnce("Sending 3 ").contains("Sending 10 bytes");
    }
  }

  @Test
  void aSecondClientGetsNothingWhileTheFirstIsServed() throws Exception {
    try (Started server =
        Started.start("slow-server", Poems.ECSTASY, "--num-bytes", "300", "--delay", "0.02")) {
      TcpAddress address = server.awaitServing();
      try (Socket first = connect(address);
          Socket second = connect(address)) {
        // The second is served when the first has been: then that one's poem is complete.
        assertThat(second.getInputStream().read()).isNotNegative();
        assertThat(first.getInputStream().available()).isEqualTo(3003);
      }
    }
  }

  @Test
  void itSurvivesAClientThatResetsTheConnection() throws Exception {
    try (Started server = Started.start("slow-server", Poems.ECSTASY, "--delay", "0.001")) {
      TcpAddress address = server.awaitServing();
      Socket rude = connect(address);
      assertThat(rude.getInputStream().read()).isNotNegative();
      rude.setSoLinger(true, 0);
      rude.close();
      try (Socket next = connect(address)) {
        assertThat(next.getInputStream().readAllBytes()).isEqualTo(Poems.read(Poems.ECSTASY));
      }
    }
  }

  @Test
  void aClientThatTalksHearsTheWholePoemAllTheSame() throws Exception {
    try (Started server = Started.start("slow-server", Poems.SCIENCE, "--delay", "0");
        Socket client = connect(server.awaitServing())) {
      client.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(Poems.read(Poems.SCIENCE));
    }
  }

  @Test
  void itListensOnThePortAndTheInterfaceThatItIsTold() throws Exception {
    try (var free = new ClosedPort()) {
      String port = free.port();
      free.close();
      try (Started server =
          Started.start("slow-server", "--port", port, "--iface", "0.0.0.0", Poems.SCIENCE)) {
        assertThat(server.awaitServing().toString()).isEqualTo("0.0.0.0:" + port);
      }
    }
  }

  @Test
  void aPoemThatIsNotUtf8ComesUnchanged(@TempDir Path directory) throws Exception {
    Path poem = Files.write(directory.resolve("bytes"), Poems.notUtf8());
    try (Started server = Started.start("slow-server", poem.toString(), "--delay", "0");
        Socket client = connect(server.awaitServing())) {
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(Poems.notUtf8());
    }
  }

  @Test
  void anEmptyPoemIsOver(@TempDir Path directory) throws Exception {
    Path poem = Files.createFile(directory.resolve("nothing"));
    try (Started server = Started.start("slow-server", poem.toString());
        Socket client = connect(server.awaitServing());
        InputStream in = client.getInputStream()) {
      assertThat(in.read()).isNegative();
    }
  }

  @Test
  void aSignalEndsItWhileItServesSomebody() throws Exception {
    try (Started server = Started.start("slow-server", Poems.ECSTASY, "--delay", "3600");
        Socket client = connect(server.awaitServing())) {
      assertThat(client.getInputStream().read()).isNotNegative();
      server.signal("TERM");
      assertThat(server.end().status()).isZero();
    }
  }

  private static Socket connect(TcpAddress address) throws Exception {
    return new Socket(address.host(), address.port());
  }
}
