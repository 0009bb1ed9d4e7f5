package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.net.TcpAddress;
import twine.poetry.StagedServer.Client;

/** Clients 6 and 8, with a transform server that is there, and one that is not. */
final class TransformingClientsIT {
  private static final String ONE = "The First POEM\n";
  private static final String TWO = "The Second POEM\n";

  private static Started server;
  private static String transforms;

  @BeforeAll
  static void start() throws Exception {
    server = Started.start("transform-server");
    transforms = server.awaitServing().toString();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void send(StagedServer server, String poem) throws Exception {
    Client client = server.accept();
    client.send(poem.getBytes(UTF_8));
    client.finish();
  }

  /** The book's own command line. */
  @ParameterizedTest
  @ValueSource(strings = {"client-6", "client-8"})
  @Tag("P13.3")
  @Tag("P18.8")
  void allPoemsAreTransformed(String name) throws Exception {
    try (Started poems = Started.start("serve", Poems.FASCINATION, Poems.SCIENCE)) {
      var servers = poems.awaitServing(2).stream().map(TcpAddress::toString).toList();
      Ended ended = Started.run(name, transforms, servers.get(0), servers.get(1));
      String one = new String(Poems.read(Poems.FASCINATION), UTF_8).toLowerCase(Locale.ROOT);
      String two = new String(Poems.read(Poems.SCIENCE), UTF_8).toLowerCase(Locale.ROOT);
      assertThat(ended.output()).isIn(one + "\n" + two, two + "\n" + one);
      assertThat(ended.errors()).isEmpty();
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-6", "client-8"})
  @Tag("P13.3")
  @Tag("P18.8")
  void aPoemIsPrintedAsSoonAsItIsTransformed(String name) throws Exception {
    try (StagedServer one = StagedServer.listen();
        StagedServer two = StagedServer.listen();
        Started program = Started.start(name, transforms, one.port(), two.port())) {
      Client first = one.accept();
      send(two, TWO);
      program.awaitOutput("the second poem\n");
      first.send(ONE.getBytes(UTF_8));
      first.finish();
      assertThat(program.end().output()).isEqualTo("the second poem\n\nthe first poem\n");
    }
  }

  @Test
  @Tag("P18.10")
  void atTheEndAllPoemsAreThereInOrder() throws Exception {
    try (StagedServer one = StagedServer.listen();
        StagedServer two = StagedServer.listen();
        var closed = new ClosedPort();
        Started program =
            Started.start(
                "client-8", "--at-end", transforms, one.port(), closed.port(), two.port())) {
      Client first = one.accept();
      first.send(ONE.getBytes(UTF_8));
      send(two, TWO);
      program.awaitError("The poem download failed: ");
      first.finish();
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo("the first poem\n\nthe second poem\n");
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-6", "client-8"})
  @Tag("P13.3")
  @Tag("P18.8")
  void withTheTransformServerDownThePoemsStayAsTheyAre(String name) throws Exception {
    try (StagedServer poems = StagedServer.listen();
        var closed = new ClosedPort();
        Started program = Started.start(name, closed.port(), poems.port(), poems.port())) {
      send(poems, ONE);
      program.awaitOutput(ONE);
      send(poems, TWO);
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo(ONE + "\n" + TWO);
      assertThat(ended.errors().lines())
          .hasSize(2)
          .allMatch(
              ("Cummingsify failed! (Connection was refused by other side: 127.0.0.1:"
                      + closed.port()
                      + ")")
                  ::equals);
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-6", "client-8"})
  @Tag("P13.3")
  @Tag("P13.4")
  void aTransformServerThatDiesInTheMiddleLeavesThePoemAsItIs(String name) throws Exception {
    try (StagedServer poems = StagedServer.listen();
        StagedServer mortal = StagedServer.listen();
        Started program = Started.start(name, mortal.port(), poems.port(), poems.port())) {
      send(poems, ONE);
      Client quiet = mortal.accept();
      quiet.send("15:the fir".getBytes(UTF_8));
      quiet.read("27:cummingsify.The First POEM\n,".length());
      quiet.hangUp();
      program.awaitError(
          "Cummingsify failed! (No transformed poem from "
              + mortal.address()
              + ": it closed the connection in the middle of its answer)\n");
      program.awaitOutput(ONE);
      send(poems, TWO);
      Client rude = mortal.accept();
      rude.read(1);
      rude.reset();
      Ended ended = program.end();
      assertThat(ended.errors().lines())
          .hasSize(2)
          .allMatch(line -> line.startsWith("Cummingsify failed! (No transformed poem from "));
      assertThat(ended.output()).isEqualTo(ONE + "\n" + TWO);
      assertThat(ended.status()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-6", "client-8"})
  @Tag("P13.5")
  void theTransformCanBeChosen(String name) throws Exception {
    try (StagedServer poems = StagedServer.listen();
        Started good = Started.start(name, "--transform", "reverse", transforms, poems.port())) {
      send(poems, ONE);
      assertThat(good.end().output()).isEqualTo("MEOP tsriF ehT\n");
    }
    try (StagedServer poems = StagedServer.listen();
        Started bad = Started.start(name, "--transform", "getClass", transforms, poems.port())) {
      send(poems, ONE);
      Ended ended = bad.end();
      assertThat(ended.errors())
          .startsWith("GetClass failed! (No transformed poem from " + transforms + ": it closed");
      assertThat(ended.output()).isEqualTo(ONE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"client-6", "client-8"})
  @Tag("P13.5")
  void withoutATransformServerThatStepIsLeftOut(String name) throws Exception {
    try (StagedServer poems = StagedServer.listen();
        Started program = Started.start(name, "-", poems.port())) {
      send(poems, ONE);
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo(ONE);
      assertThat(ended.errors()).isEmpty();
    }
  }

  @Test
  @Tag("P18.8")
  void aPoemThatCannotBeHadKeepsNoOtherBack() throws Exception {
    try (StagedServer poems = StagedServer.listen();
        var closed = new ClosedPort();
        Started program = Started.start("client-8", transforms, closed.port(), poems.port())) {
      send(poems, ONE);
      Ended ended = program.end();
      assertThat(ended.output()).isEqualTo("the first poem\n");
      assertThat(ended.errors())
          .isEqualTo(
              "The poem download failed: Connection was refused by other side: 127.0.0.1:"
                  + closed.port()
                  + "\n");
    }
  }
}
