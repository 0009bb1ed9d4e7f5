package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import twine.poetry.StagedServer.Client;

/** The clients that print their poems. */
final class PoemClientsIT {

  @ParameterizedTest
  @ValueSource(strings = {"client-2-simple", "client-3", "client-3.1", "client-4", "get"})
  @Tag("P5.12")
  @Tag("P6.1")
  @Tag("P6.2")
  @Tag("P8.1")
  void aPoemIsPrintedAsItCame(String name) throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started program = Started.start(name, server.port())) {
      Client client = server.accept();
      client.send(Poems.notUtf8());
      client.hangUp();
      Ended ended = program.end();
      assertThat(ended.bytes()).isEqualTo(Poems.notUtf8());
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-2-simple", "client-3", "client-3.1", "client-4"})
  void poemsArePrintedInTheOrderInWhichTheyAreComplete(String name) throws Exception {
    try (StagedServer one = StagedServer.listen();
        StagedServer two = StagedServer.listen();
        Started program = Started.start(name, one.port(), two.port())) {
      Client first = one.accept();
      Client second = two.accept();
      first.send("Begun first, ".getBytes(UTF_8));
      second.send("complete first\n".getBytes(UTF_8));
      second.finish();
      first.send("complete second\n".getBytes(UTF_8));
      first.hangUp();
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo("complete first\n\nBegun first, complete second\n");
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "client-5, 5, a poem",
    "client-5, 1, Cummingsify failed!/A Poem",
    "client-5, 0, ''",
    "client-5.1, 5, a poem",
    "client-5.1, 1, Cummingsify failed!/A Poem",
    "client-5.1, 0, ''",
  })
  @Tag("P10.1")
  @Tag("P10.2")
  void whatBecomesOfAPoemIsAMatterOfChance(String name, String seed, String printed)
      throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started program = Started.start(name, "--seed", seed, server.port())) {
      Client client = server.accept();
      client.send("A Poem".getBytes(UTF_8));
      client.hangUp();
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo(printed.replace("/", "\n"));
      assertThat(ended.errors())
          .isEqualTo(
              printed.isEmpty()
                  ? "The poem download failed. (This is gibberish, not a poem.)\n"
                  : "");
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  void chanceIsDifferentEachTime() throws Exception {
    var outcomes = new HashSet<String>();
    try (Started server = Started.start("fast-server", Poems.SCIENCE)) {
      String port = "" + server.awaitServing().port();
      for (int i = 0; outcomes.size() < 2 && i < 20; i++) {
        outcomes.add(Started.run("client-5", port).output());
      }
    }
    assertThat(outcomes).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "client-2-stack, dataReceived, Client2Stack",
    "client-4-stack, gotPoem, Client4Stack",
  })
  @Tag("P5.13")
  @Tag("P8.2")
  @Tag("P3.7")
  void theStackLeadsFromTheProgramsCodeToRun(String name, String callback, String file)
      throws Exception {
    try (StagedServer server = StagedServer.listen();
        Started program = Started.start(name, server.port())) {
      Client client = server.accept();
      client.send("A poem.\n".getBytes(UTF_8));
      if (name.equals("client-4-stack")) {
        client.hangUp();
      }
      Ended ended = program.end();
      assertThat(ended.lines().getFirst()).isEqualTo("The stack:");
      assertThat(ended.lines().get(1)).contains(callback, file + ".java:");
      assertThat(ended.output())
          .containsSubsequence(
              callback + "(", "reactor.spi", ".run(", file + ".run(", "Poetry.main(");
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @Test
  @Tag("P5.16")
  @Tag("P8.1")
  void theDeferredIsFiredByWhatTheReactorToldTheProtocol() throws Exception {
    try (Started server = Started.start("fast-server", Poems.SCIENCE)) {
      Ended ended = Started.run("client-4-stack", "" + server.awaitServing().port());
      assertThat(ended.output())
          .containsSubsequence(
              "Client4Stack.gotPoem",
              "Deferred.callback",
              "PoetryClientFactory.poemFinished",
              "PoetryProtocol.connectionLost",
              "twine.reactor.spi");
    }
  }
}
