package twine.poetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twine.net.TcpAddress;

/** The server of Part 12, and what people may send it. */
final class TransformServerIT {
  private static final String GOOD = "27:cummingsify.HERE IS MY POEM,";
  private static final String ANSWER = "15:here is my poem,";

  /** The one that gets all the nonsense, and lives. */
  private static Started server;

  private static TcpAddress address;

  @BeforeAll
  static void start() throws Exception {
    server = Started.start("transform-server");
    address = server.awaitServing();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Whether netcat says that it has finished sending or not; the second one never would end. */
  @ParameterizedTest
  @ValueSource(strings = {"-q 10", "-q -1", ""})
  @Tag("P12.4")
  void theBooksScriptGetsTheBooksAnswer(String option) throws Exception {
    Assumptions.assumeTrue(Tools.exist("nc"), "there is no nc here");
    String script = "echo -n \"" + GOOD + "\" | nc " + option + " localhost " + address.port();
    try (Started test = Started.start(Started.root(), List.of("bash", "-c", script))) {
      assertThat(test.end().output()).isEqualTo(ANSWER);
    }
  }

  @Test
  @Tag("P12.3")
  void itSaysWhereItServesAndEndsCleanly() throws Exception {
    try (var free = new ClosedPort()) {
      String port = free.port();
      free.close();
      try (Started server = Started.start("transform-server", "--port", port)) {
        assertThat(ask(server.awaitServing(), GOOD)).isEqualTo(ANSWER);
        server.signal("INT");
        Ended ended = server.end();
        assertThat(ended.output()).isEqualTo("Serving transforms on 127.0.0.1:" + port + ".\n");
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.status()).isZero();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          12:HERE IS MY P,        | "HERE IS MY P" is no request: there is no dot after a name
          0:,                     | "" is no request: there is no dot after a name
          9:shout.ABC,            | there is no transform "shout"
          10:getClass.x,          | there is no transform "getClass"
          6:wait.x,               | there is no transform "wait"
          19:xform_cummingsify.A, | there is no transform "xform_cummingsify"
          13:CUMMINGSIFY.A,       | there is no transform "CUMMINGSIFY"
          2:.A,                   | there is no transform ""
          5:a b.A,                | there is no transform "a\\x0ab"
          9:reverse.é,            | reverse failed: This is gibberish, not a poem.
          12:cummingsify.AB,      | a netstring of 12 bytes does not end with a comma, but with: "A
          15:cummingsify.ABC;     | a netstring of 15 bytes does not end with a comma, but with: ";2
          1000000000000000000:x   | a netstring is longer than the 1048576 bytes allowed: "1000000
          1048577:                | a netstring is longer than the 1048576 bytes allowed: "1048577
          0000000000000000000     | a netstring's length has a zero in front: "00000
          cummingsify.HERE        | a netstring does not begin with a length and a colon: "cumming
          -1:x,                   | a netstring does not begin with a length and a colon: "-1:x,2
          """)
  @Tag("P12.3")
  @Tag("P12.6")
  void whoeverAsksForNonsenseIsDroppedAndStandardErrorSaysWhy(String request, String why)
      throws Exception {
    try (Socket client = connect(address)) {
      String requests = request.replace("a b", "a\nb") + GOOD;
      client.getOutputStream().write(requests.getBytes(ISO_8859_1));
      assertThat(client.getInputStream().readAllBytes()).asString().isEmpty();
      server.awaitError("127.0.0.1:" + client.getLocalPort() + " is dropped: " + why);
    }
    assertThat(ask(address, GOOD)).as("what the next one gets").isEqualTo(ANSWER);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("P12.6")
  void aClientThatLeavesInTheMiddleIsMentioned(boolean reset) throws Exception {
    try (Socket client = connect(address)) {
      String port = Integer.toString(client.getLocalPort());
      client.getOutputStream().write("20:cummingsify.HALF".getBytes(UTF_8));
      if (reset) {
        ask(address, GOOD); // after that one the server has heard this one, too
        client.setSoLinger(true, 0);
      }
      client.close();
      server.awaitError(
          "the connection to 127.0.0.1:%s ended in the middle of a request, after 19 bytes\n"
              .formatted(port));
    }
    assertThat(ask(address, GOOD)).as("what the next one gets").isEqualTo(ANSWER);
  }

  /** A mebibyte has to pass through the buffers, in both directions. */
  @Test
  @Tag("P12.3")
  void theLongestRequestIsAnswered() throws Exception {
    String poem = "A".repeat(1024 * 1024 - "cummingsify.".length());
    assertThat(ask(address, "1048576:cummingsify." + poem + ","))
        .isEqualTo(poem.length() + ":" + poem.toLowerCase(Locale.ROOT) + ",");
  }

  @Test
  @Tag("P12.5")
  @Tag("P12.6")
  void theSameServiceIsThereByLines() throws Exception {
    try (Started server = Started.start("transform-server", "--line-port", "0")) {
      List<TcpAddress> addresses = server.awaitServing(2);
      assertThat(ask(addresses.get(0), "26:dickinsonify.HERE, MY POEM,"))
          .isEqualTo("16:HERE – MY POEM,");
      assertThat(ask(addresses.get(1), "dickinsonify HERE, MY POEM\n"))
          .isEqualTo("HERE – MY POEM\n");
      assertThat(ask(addresses.get(1), "reverse abc\r\n")).isEqualTo("cba\n");
      assertThat(ask(addresses.get(1), "getClass x\n")).isEmpty();
      server.awaitError(" is dropped: there is no transform \"getClass\"\n");
      assertThat(ask(addresses.get(1), "cummingsify\n")).isEmpty();
      server.awaitError(" is dropped: \"cummingsify\" is no request: there is no space");
      assertThat(ask(addresses.get(1), "cummingsify A")).isEmpty();
      server.awaitError(" ended in the middle of a request, after 13 bytes");
    }
  }

  @Test
  @Tag("P12.7")
  void aSlowTransformKeepsNobodyWaiting() throws Exception {
    try (Started server =
        Started.start("transform-server", "--delay", "3600", "--line-port", "0")) {
      List<TcpAddress> addresses = server.awaitServing(2);
      try (Socket waiting = connect(addresses.getFirst())) {
        waiting.getOutputStream().write(GOOD.getBytes(UTF_8));
        assertThat(ask(addresses.get(0), "nonsense")).isEmpty();
        assertThat(ask(addresses.get(1), "nonsense\n")).isEmpty();
        waiting.setSoLinger(true, 0);
      }
      server.awaitError(" ended before its poem was ready\n");
    }
  }

  /** Sends everything, says that this is all, and reads to the end. */
  private static String ask(TcpAddress server, String requests) throws Exception {
    try (Socket socket = connect(server)) {
      socket.getOutputStream().write(requests.getBytes(UTF_8));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private static Socket connect(TcpAddress server) throws Exception {
    var socket = new Socket(server.host(), server.port());
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(Started.PATIENCE_SECONDS));
    return socket;
  }
}
