package twine.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static twine.coroutine.Coroutine.await;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import twine.coroutine.Coroutine;
import twine.defer.Deferred;
import twine.defer.DeferredList;
import twine.defer.DeferredQueue;
import twine.net.Factory;
import twine.net.Protocol;
import twine.task.Protocols;

/** What a simulation says when nothing can ever happen again: who waits for what, and where. */
final class StuckTest {
  private final Simulation sim = new Simulation(7);
  private final Host client = sim.host("client");
  private final DeferredQueue<String> messages = new DeferredQueue<>();

  @AfterEach
  void close() {
    sim.close();
  }

  /** Who waits for what, line by line, without what changes from run to run. */
  private List<String> waits() {
    return stuck()
        .lines()
        .dropWhile(line -> !line.equals("who waits for what:"))
        .skip(1)
        .takeWhile(line -> !line.equals("open sockets:"))
        .map(String::strip)
        .toList();
  }

  private String stuck() {
    return catchThrowableOfType(StuckException.class, () -> sim.await(new Deferred<>()))
        .getMessage()
        .replaceAll("[.]java:\\d+", ".java")
        .replaceAll("0x[0-9a-f]+", "0x");
  }

  private @Nullable Void converse() throws Exception {
    greet();
    return null;
  }

  private void greet() throws Exception {
    await(messages.get());
  }

  @Test
  void whatTheTestAwaitsIsNamedByThePlaceWhereItWasMade() {
    assertThat(stuck())
        .startsWith(
            """
            nothing can ever happen again at 0.000000 s in the simulation with seed 7, and these wait:
              <Deferred at 0x> made at StuckTest.stuck(StuckTest.java)
            who waits for what:
            open sockets:
            """);
  }

  @Test
  void aCoroutineIsNamedWithItsLinesAndWithWhatItWaitsFor() {
    client.start(reactor -> Coroutine.start(this::converse));
    assertThat(waits())
        .containsExactly(
            "client: the coroutine started at"
                + " StuckTest.aCoroutineIsNamedWithItsLinesAndWithWhatItWaitsFor(StuckTest.java),"
                + " at StuckTest.greet(StuckTest.java) < StuckTest.converse(StuckTest.java),",
            "waits for the Deferred of DeferredQueue.get, called at StuckTest.greet(StuckTest.java)");
  }

  private Deferred<@Nullable Void> starts() {
    return Coroutine.start(this::converse);
  }

  private Object asks() throws Exception {
    return await(starts());
  }

  @Test
  void aCoroutineThatWaitsForAnotherOneNamesItAsThatOneIsNamed() {
    client.start(reactor -> Coroutine.start(this::asks));
    assertThat(waits())
        .hasSize(4)
        .contains(
            "waits for the Deferred of Coroutine.start, called at StuckTest.starts(StuckTest.java)")
        .anyMatch(line ->
            line.startsWith(
                "client: the coroutine started at StuckTest.starts(StuckTest.java), at"));
  }

  @Test
  void callbacksAreNamedByTheirClassAndChainsByTheirPlaces() {
    client.start(reactor ->
        first().addAsyncCallback(_ -> second()).addCallback(_ -> "never").handle(_ -> {}));
    assertThat(waits())
        .containsExactly(
            "client: the Deferred made at StuckTest.first(StuckTest.java)",
            "waits for the Deferred made at StuckTest.second(StuckTest.java)",
            "client: a callback in StuckTest",
            "waits for the Deferred made at StuckTest.first(StuckTest.java)");
  }

  private static Deferred<String> first() {
    Deferred<String> first = new Deferred<>();
    first.callback("fired");
    return first;
  }

  private static Deferred<String> second() {
    return new Deferred<>();
  }

  @Test
  void whatStandsForOthersIsNamedToo() {
    client.start(reactor -> DeferredList.of(List.of(second())).handle(_ -> {}));
    assertThat(waits())
        .hasSize(4)
        .contains("waits for the Deferred made at StuckTest.second(StuckTest.java)")
        .anyMatch(line -> line.startsWith("waits for the Deferred of DeferredList.of, called at"));
  }

  @Test
  void aDownloadIsNamedWithTheConnectionThatIsOpen() {
    Host silent = sim.host("silent");
    silent.start(reactor -> reactor.listenTcp(80, Factory.of(() -> new Protocol() {})));
    client.start(reactor -> Protocols.readAll(reactor, "silent", 80).onBoth(() -> {}));
    assertThat(waits()).first().isEqualTo("client: a callback in StuckTest");
    assertThat(stuck())
        .contains("waits for the Deferred of Protocols.readAll, called at StuckTest.")
        .contains("client: 10.0.0.1:49152 -> 10.0.0.2:80");
  }

  @Test
  void whoWaitsForTheSameAtTheSamePlaceIsCounted() {
    client.start(reactor -> {
      for (int i = 0; i < 3; i++) {
        Coroutine.start(this::converse);
      }
    });
    assertThat(waits()).hasSize(2).first().asString().startsWith("client: 3 times: the coroutine");
  }

  @Test
  void whatHasFiredAndWhatNobodyWaitsForIsNotTold() {
    client.start(reactor -> {
      Coroutine.start(this::converse);
      messages.put("a message");
      second();
    });
    assertThat(waits()).isEmpty();
  }

  @Test
  void whatACrashHasEndedIsNotTold() {
    client.start(reactor -> Coroutine.start(this::converse));
    client.crash();
    assertThat(waits()).isEmpty();
  }

  @Test
  void whatIsOlderThanTheSimulationIsNotTold() {
    client.start(reactor -> Coroutine.start(this::converse));
    assertThat(waits()).isNotEmpty();
    try (var younger = new Simulation(8)) {
      assertThatExceptionOfType(StuckException.class)
          .isThrownBy(() -> younger.await(new Deferred<>()))
          .satisfies(stuck -> assertThat(stuck.getMessage()).doesNotContain("converse"));
    }
  }

  @Test
  void whenTheSimulationIsClosedItNotesNothingMore() {
    sim.close();
    second().onBoth(() -> {});
    assertThat(waits()).isEmpty();
  }
}
