package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twine.poetry.StagedServer.Client;

/** The clients in the manner of Erlang and Haskell, in processes of their own. */
final class StrangersIT {

  @Test
  @Tag("P21.2")
  void aLineOfTheFirstPoemIsPrintedAsItArrivesWhileTheSecondAccumulates() throws Exception {
    try (StagedServer slow = StagedServer.listen();
        StagedServer quick = StagedServer.listen();
        Started program = Started.start("haskell-client-2", slow.port(), quick.port())) {
      Client slowly = slow.accept();
      Client quickly = quick.accept();
      quickly.send("QUICK\nPOEM\n".getBytes(UTF_8));
      quickly.hangUp();
      slowly.send("SLOW\nPO".getBytes(UTF_8));
      program.awaitOutput("SLOW\n");
      slowly.send("EM\n".getBytes(UTF_8));
      slowly.hangUp();
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo("SLOW\nPOEM\n\nQUICK\nPOEM\n");
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "erlang-client,    Error in process 1 with exit value: ",
    "haskell-client-1, No poem from: ",
    "haskell-client-2, No poem from: "
  })
  @Tag("P20.1")
  @Tag("P21.3")
  void aServerThatDiesHalfWayIsToldAndTheOtherIsHeard(String client, String told) throws Exception {
    try (StagedServer mortal = StagedServer.listen();
        StagedServer other = StagedServer.listen();
        Started program = Started.start(client, mortal.port(), other.port())) {
      Client dying = mortal.accept();
      dying.send("HALF A POEM".getBytes(UTF_8));
      dying.reset();
      Client healthy = other.accept();
      healthy.send("A POEM\n".getBytes(UTF_8));
      healthy.hangUp();
      Ended ended = program.end();
      assertThat(ended.output()).endsWith("A POEM\n");
      assertThat(ended.errors().lines()).singleElement().asString().startsWith(told.strip());
      assertThat(ended.status()).isZero();
    }
  }
}
