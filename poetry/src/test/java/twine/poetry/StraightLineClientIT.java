package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twine.poetry.StagedServer.Client;

/**
 * The client of Part 17, once with callbacks behind its straight-line code, and once with
 * everything in there (exercises 5 and 6).
 */
@ParameterizedClass
@ValueSource(strings = {"", "--inside"})
@Tag("P17.6")
@Tag("P17.7")
final class StraightLineClientIT {
  private final List<String> options;

  StraightLineClientIT(String option) {
    options = Stream.of(option).filter(given -> !given.isEmpty()).toList();
  }

  private Started start(String... arguments) throws Exception {
    Stream<String> program = Stream.concat(Stream.of("client-7"), options.stream());
    return Started.start(Stream.concat(program, Stream.of(arguments)).toArray(String[]::new));
  }

  @Test
  void poemsArePrintedAsTheServerTransformsThem() throws Exception {
    try (Started transforms = Started.start("transform-server");
        Started server = Started.start("fast-server", Poems.SCIENCE)) {
      String address = "" + server.awaitServing();
      try (Started program = start("" + transforms.awaitServing(), address, address)) {
        Ended ended = program.end();
        String poem = new String(Poems.read(Poems.SCIENCE), UTF_8).toLowerCase(Locale.ROOT);
        assertThat(ended.output()).isEqualTo(poem + "\n" + poem);
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.status()).isZero();
      }
    }
  }

  /** Both wait at the same line, and each goes on when its own poem is there. */
  @Test
  void onePoemDoesNotWaitForAnother() throws Exception {
    try (StagedServer transforms = StagedServer.listen();
        StagedServer slow = StagedServer.listen();
        StagedServer quick = StagedServer.listen();
        Started program = start(transforms.port(), slow.port(), quick.port())) {
      Client slowly = slow.accept();
      slowly.send("A ".getBytes(UTF_8));
      hangUpAfter(quick.accept(), "QUICK POEM\n");
      hangUpAfter(transforms.accept(), "11:quick poem\n,");
      program.awaitOutput("quick poem\n");
      hangUpAfter(slowly, "SLOW POEM\n");
      hangUpAfter(transforms.accept(), "12:a slow poem\n,");
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo("quick poem\n\na slow poem\n");
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void aPoetryServerThatDiesHalfWayIsNamedAndTheOtherIsHeard() throws Exception {
    try (StagedServer transforms = StagedServer.listen();
        StagedServer mortal = StagedServer.listen();
        StagedServer other = StagedServer.listen();
        Started program = start(transforms.port(), mortal.port(), other.port())) {
      Client dying = mortal.accept();
      dying.send("A POEM".getBytes(UTF_8));
      hangUpAfter(other.accept(), "ANOTHER\n");
      hangUpAfter(transforms.accept(), "8:another\n,");
      program.awaitOutput("another\n");
      dying.reset();
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo("another\n");
      assertThat(ended.errors())
          .startsWith("The poem download failed: The connection to " + mortal.address())
          .contains(" was lost after 6 bytes of poetry")
          .hasLineCount(1);
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""        | it closed the connection without an answer
          6:a po    | it closed the connection in the middle of its answer
          nonsense  | a netstring does not begin with a length and a colon
          """)
  void aPoemStaysAsItIsIfTheTransformServerDiesHalfWay(String answer, String why) throws Exception {
    try (StagedServer transforms = StagedServer.listen();
        StagedServer server = StagedServer.listen();
        Started program = start(transforms.port(), server.port())) {
      hangUpAfter(server.accept(), "A POEM\n");
      Client client = transforms.accept();
      client.send(answer.getBytes(UTF_8));
      client.finish();
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo("A POEM\n");
      assertThat(ended.errors())
          .startsWith("Cummingsify failed! (No transformed poem from " + transforms.address())
          .contains(why)
          .hasLineCount(1);
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void withAllServersDownItStopsAllTheSame() throws Exception {
    try (var closed = new ClosedPort();
        Started program = start(closed.port(), closed.port(), closed.port())) {
      Ended ended = program.end();
      assertThat(ended.output()).isEmpty();
      assertThat(ended.errors().lines())
          .hasSize(2)
          .containsOnly(
              "The poem download failed: Connection was refused by other side: 127.0.0.1:"
                  + closed.port());
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void theTraceOfAFailureEndsAtTheLineThatWaited() throws Exception {
    try (var closed = new ClosedPort();
        StagedServer server = StagedServer.listen();
        Started program = start("--trace", closed.port(), closed.port(), server.port())) {
      hangUpAfter(server.accept(), "A POEM\n");
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo("A POEM\n");
      assertThat(ended.errors())
          .containsSubsequence("The poem download failed: ", "\tat ", "Suppressed: ", ".await(")
          .containsSubsequence("Cummingsify failed! (", "\tat ", "Suppressed: ", ".await(");
      assertThat(ended.errors().lines().filter(line -> line.contains(".getTransformedPoem(")))
          .as("the two lines that wait")
          .doesNotHaveDuplicates()
          .hasSize(2)
          .allMatch(line -> line.contains("Client7.java:"));
      assertThat(ended.status()).isZero();
    }
  }

  private static void hangUpAfter(Client client, String lastWords) throws Exception {
    client.send(lastWords.getBytes(UTF_8));
    client.hangUp();
  }
}
