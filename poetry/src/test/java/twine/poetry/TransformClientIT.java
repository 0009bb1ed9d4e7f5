package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twine.poetry.StagedServer.Client;

/** The synchronous client of the transform server. */
@Tag("P12.7")
final class TransformClientIT {
  private static final String REQUEST = "665:cummingsify.";

  /** With a poem on its standard input. */
  private static Started start(String... arguments) throws Exception {
    String script = "bin/poetry transform-client " + String.join(" ", arguments);
    return Started.start(Started.root(), List.of("bash", "-c", script + " < " + Poems.SCIENCE));
  }

  @Test
  void thePoemOnStandardInputIsTransformed() throws Exception {
    try (Started server = Started.start("transform-server");
        Started client = start("cummingsify", server.awaitServing().toString())) {
      Ended ended = client.end();
      String poem = new String(Poems.read(Poems.SCIENCE), UTF_8);
      assertThat(ended.output()).isEqualTo(poem.toLowerCase(Locale.ROOT));
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void aTransformThatTheServerDoesNotHaveIsAFailure() throws Exception {
    try (Started server = Started.start("transform-server")) {
      String address = server.awaitServing().toString();
      try (Started client = start("getClass", address)) {
        assertFailed(client, address + ": the connection was closed without an answer");
      }
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    try (var closed = new ClosedPort();
        Started client = start("cummingsify", closed.port())) {
      assertFailed(client, "127.0.0.1:" + closed.port() + ": Connection refused");
    }
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() throws Exception {
    try (Started client = start("cummingsify", "nosuch.invalid:10000")) {
      assertFailed(client, "nosuch.invalid:10000: unknown host");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          10:half                | the connection was closed after 4 of 10 bytes
          10                     | the connection was closed in the middle of the answer
          4:half                 | the connection was closed in the middle of the answer
          4:half;                | the answer is not a netstring
          half                   | the answer is not a netstring
          :,                     | the answer is not a netstring
          04:half,               | the answer is not a netstring
          -1:,                   | the answer is not a netstring
          1000000000000000000:   | the answer is longer than 16777216 bytes
          """)
  void anAnswerThatIsNoneIsAFailure(String answer, String why) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started program = start("cummingsify", server.port())) {
      Client client = server.accept();
      client.send(answer.getBytes(UTF_8));
      client.read(REQUEST.length() + 653 + 1);
      client.hangUp();
      assertFailed(program, server.address() + ": " + why);
    }
  }

  private static void assertFailed(Started client, String why) throws Exception {
    Ended ended = client.end();
    assertThat(ended.errors()).isEqualTo("poetry transform-client: " + why + "\n");
    assertThat(ended.output()).isEmpty();
    assertThat(ended.status()).isEqualTo(1);
  }
}
