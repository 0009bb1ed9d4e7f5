package twine.testing.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twine.coroutine.Coroutine.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.coroutine.Coroutine;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.UnhandledFailures;
import twine.loop.Loop;
import twine.net.ClientFactory;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.task.LoopingCall;
import twine.task.Tasks;

/** How a simulation runs, and how it ends. */
@Timeout(20)
final class SimulationTest {
  private static final int PORT = 10_000;

  private final Simulation sim = new Simulation(3);
  private final Host host = sim.host("host");
  private final List<String> events = new ArrayList<>();

  @AfterEach
  void close() {
    sim.close();
  }

  private static Duration seconds(long count) {
    return Duration.ofSeconds(count);
  }

  private void log(String event) {
    events.add(sim.now().toSeconds() + " " + event);
  }

  // ---- time

  @Test
  void timeJumpsFromOneEventToTheNext() {
    host.reactor().callLater(Duration.ofHours(1), () -> log("an hour later"));
    host.reactor().callLater(seconds(1), () -> log("a second later"));
    sim.run();
    assertThat(events).containsExactly("1 a second later", "3600 an hour later");
  }

  @Test
  void runForStopsAtTheMomentAndDoesWhatIsDueThen() {
    host.reactor().callLater(seconds(10), () -> log("due"));
    host.reactor().callLater(seconds(10).plusNanos(1), () -> log("not yet"));
    sim.runFor(seconds(10));
    assertThat(events).containsExactly("10 due");
    assertThat(sim.now()).isEqualTo(seconds(10));
  }

  @Test
  void awaitRunsUntilTheResultIsThere() throws Exception {
    Deferred<String> result = Tasks.deferLater(host.reactor(), seconds(5), () -> "done");
    host.reactor().callLater(seconds(6), () -> log("later"));
    assertThat(sim.await(result)).isEqualTo("done");
    assertThat(sim.now()).isEqualTo(seconds(5));
    assertThat(events).isEmpty();
  }

  @Test
  void awaitThrowsTheFailureAndHandlesIt() {
    Deferred<String> result =
        Tasks.deferLater(
            host.reactor(),
            seconds(5),
            () -> {
              throw new IOException("on purpose");
            });
    assertThatThrownBy(() -> sim.await(result))
        .isInstanceOf(IOException.class)
        .hasMessage("on purpose");
    assertThat(UnhandledFailures.take(host.reactor())).isEmpty();
  }

  // ---- ends

  @Test
  void whoeverWaitsWhenNothingCanHappenAnyMoreIsNamed() {
    Deferred<String> never = new Deferred<>();
    Talk.echo(host, PORT);
    assertThatThrownBy(() -> sim.await(never))
        .isInstanceOf(StuckException.class)
        .hasMessageContaining("seed 3")
        .hasMessageContaining(never.toString())
        .hasMessageContaining("host: listening on 0.0.0.0:" + PORT);
  }

  @Test
  void runExpectsWhatItWasToldTo() {
    sim.expect("the poem", new Deferred<>());
    sim.expect("the song", Deferred.succeed("la"));
    assertThatThrownBy(sim::run)
        .isInstanceOf(StuckException.class)
        .hasMessageContaining("the poem")
        .satisfies(stuck -> assertThat(stuck.getMessage()).doesNotContain("the song"));
  }

  @Test
  void aFailureThatWasExpectedToFireIsNoReasonToWait() {
    Deferred<String> failing = new Deferred<>();
    sim.expect("the poem", failing);
    host.reactor().callLater(seconds(1), () -> failing.errback(new IOException("on purpose")));
    sim.run();
    assertThat(sim.now()).isEqualTo(seconds(1));
    failing.handle(failure -> {});
  }

  private void repeat(Duration interval) {
    host.reactor().callLater(interval, () -> repeat(interval));
  }

  @Test
  void aRunThatDoesNotEndIsCutOff() {
    sim.limit(Duration.ofHours(2));
    repeat(seconds(1));
    assertThatThrownBy(sim::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("still busy")
        .hasMessageContaining("PT2H");
    assertThat(sim.now()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void aProgramThatLetsNoTimePassIsNoticed() {
    repeat(Duration.ZERO);
    assertThatThrownBy(sim::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("time stands still")
        .hasMessageContaining("busy: [host]");
    host.crash();
  }

  @Test
  void closingStopsAllReactorsProperly() {
    Host other = sim.host("other");
    host.reactor()
        .addSystemEventTrigger(
            twine.reactor.Phase.BEFORE, twine.reactor.SystemEvent.SHUTDOWN, () -> log("stops"));
    sim.runFor(seconds(2));
    sim.close();
    assertThat(events).containsExactly("2 stops");
    assertThat(host.isUp() || other.isUp()).isFalse();
  }

  @Test
  void failuresOfAHostCanBeTakenWithoutGarbageCollection() {
    UnhandledFailures.hold(host.reactor());
    host.reactor().callLater(seconds(1), () -> Deferred.fail(new IOException("on purpose")));
    sim.run();
    assertThat(UnhandledFailures.take(host.reactor()))
        .extracting(Failure::value)
        .singleElement()
        .isInstanceOf(IOException.class);
  }

  // ---- hosts

  @Test
  void aHostIsMadeOnce() {
    assertThat(sim.host("host")).isSameAs(host);
    assertThat(sim.hosts("reader", 3))
        .extracting(Host::name)
        .containsExactly("reader-1", "reader-2", "reader-3");
  }

  @Test
  void theInstalledReactorIsThatOfTheHost() {
    Host other = sim.host("other");
    host.start(
        reactor -> assertThat(Reactors.installed()).isSameAs(reactor).isSameAs(host.reactor()));
    other
        .reactor()
        .callLater(
            seconds(1),
            () -> {
              assertThat(Reactors.installed()).isSameAs(other.reactor());
              assertThat(Loop.current()).isSameAs(other.reactor());
              log("looked");
            });
    sim.run();
    assertThat(events).containsExactly("1 looked");
    assertThat(Loop.current()).isNull();
  }

  @Test
  void whatAProgramThrowsAtTheStartReachesTheTest() {
    assertThatThrownBy(() ->
            host.start(reactor -> {
              throw new IOException("on purpose");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("host")
        .hasRootCauseMessage("on purpose");
  }

  @Test
  void aProgramStartsAgainAfterARestart() {
    host.start(reactor -> log("started"));
    sim.faults().crash(host, seconds(1)).restart(host, seconds(2));
    sim.runFor(seconds(3));
    assertThat(events).containsExactly("0 started", "2 started");
  }

  @Test
  void aCrashedHostDoesNothingMore() {
    host.reactor().callLater(seconds(2), () -> log("too late"));
    sim.faults().crash(host, seconds(1));
    sim.run();
    assertThat(events).isEmpty();
    assertThat(host.isUp()).isFalse();
    assertThatThrownBy(() -> host.start(reactor -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("host");
  }

  @Test
  void aHostSaysWhatIsOpenOnIt() throws Exception {
    Talk.echo(host, PORT);
    Host client = sim.host("client");
    Talk end = sim.await(Talk.connect(client, "host", PORT).made);
    String address = client.address().getHostAddress();
    assertThat(client.open()).containsExactly(address + ":49152 -> 10.0.0.1:" + PORT);
    sim.runFor(seconds(1));
    assertThat(host.open())
        .containsExactly(
            "listening on 0.0.0.0:" + PORT, "10.0.0.1:" + PORT + " -> " + address + ":49152");
    end.cable().loseConnection();
    sim.run();
    assertThat(client.open()).isEmpty();
    assertThat(host.open()).containsExactly("listening on 0.0.0.0:" + PORT);
  }

  @Test
  void aHostThatIsUpIsNotRestarted() {
    assertThatThrownBy(host::restart)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("host");
  }

  // ---- whole programs

  /** A program as people write it; gives the seconds that have passed when it ends. */
  private long program(String name) {
    Reactor reactor = Reactors.installed();
    reactor.callLater(
        seconds(2),
        () -> {
          log(name);
          reactor.stop();
        });
    reactor.run();
    return sim.now().toSeconds();
  }

  @Test
  void aProgramThatRunsTheReactorItselfIsCalledFromTheTest() throws Exception {
    Talk.echo(host, PORT);
    host.reactor().callLater(seconds(1), () -> log("meanwhile"));
    assertThat(sim.<Long>call(() -> program("program"))).isEqualTo(2);
    assertThat(events).containsExactly("1 meanwhile", "2 program");
    assertThat(Loop.current()).isNull();
  }

  @Test
  void programsThatFollowEachOtherHaveReactorsOfTheirOwn() throws Exception {
    sim.call(() -> program("first"));
    Reactor first = sim.reactor();
    assertThat(sim.<Long>call(() -> program("second"))).isEqualTo(4);
    assertThat(events).containsExactly("2 first", "4 second");
    assertThat(sim.reactor()).isNotSameAs(first);
  }

  @Test
  void aProgramThatDoesNotRunTheReactorLeavesItForTheNext() throws Exception {
    Reactor seen = sim.call(Reactors::installed);
    assertThat(seen).isSameAs(sim.reactor());
    assertThat(sim.<Long>call(() -> program("next"))).isEqualTo(2);
    assertThat(sim.reactor()).isSameAs(seen);
  }

  @Test
  void aCalledProgramThatWaitsForNothingIsStuck() throws Exception {
    Talk.echo(host, PORT);
    assertThatThrownBy(() -> sim.call(() -> waitFor("host")))
        .isInstanceOf(StuckException.class)
        .hasMessageContaining("the program that was called")
        .hasMessageContaining("test: 10.0.0.2:49152 -> 10.0.0.1:" + PORT);
    assertThat(Loop.current()).isNull();
    assertThat(sim.<Long>call(() -> program("next"))).isEqualTo(2);
  }

  /** A program that connects and has then nothing to say. */
  private static boolean waitFor(String server) {
    Reactor reactor = Reactors.installed();
    reactor.connectTcp(server, PORT, new ClientFactory(() -> new Talk(reactor)));
    reactor.run();
    return true;
  }

  @Test
  void aCalledProgramThatDoesNotEndIsCutOff() {
    sim.limit(Duration.ofHours(2));
    assertThatThrownBy(() -> sim.call(() -> tickForEver(Reactors.installed())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("still busy");
    assertThat(sim.now()).isEqualTo(Duration.ofHours(2));
  }

  private static boolean tickForEver(Reactor reactor) {
    new LoopingCall(reactor, () -> {}).start(seconds(1));
    reactor.run();
    return true;
  }

  @Test
  void whatACalledProgramThrowsIsThrownAsItIs() {
    assertThatThrownBy(() ->
            sim.call(() -> {
              throw new IOException("on purpose");
            }))
        .isInstanceOf(IOException.class)
        .hasMessage("on purpose");
    assertThat(Loop.current()).isNull();
  }

  // ---- work and coroutines

  @Test
  void workForThreadsIsDoneAtAMomentOfItsOwn() throws Exception {
    Deferred<Loop> seen =
        host.reactor()
            .deferToThread(() -> {
              log("works");
              return Loop.current();
            });
    assertThat(events).isEmpty();
    assertThat(sim.await(seen)).as("it is not on the loop").isNull();
    assertThat(events).containsExactly("0 works");
    assertThat(sim.now()).isPositive().isLessThan(Duration.ofMillis(1));
  }

  @Test
  void nobodyCanBlockTheSimulation() {
    assertThatThrownBy(() -> host.reactor().blockingCallFromThread(() -> "answer"))
        .isInstanceOf(IllegalStateException.class);
    Deferred<String> inWork =
        host.reactor().deferToThread(() -> host.reactor().blockingCallFromThread(() -> "answer"));
    assertThatThrownBy(() -> sim.await(inWork)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void coroutinesRunInVirtualTime() throws Exception {
    Talk.echo(host, PORT);
    Host client = sim.host("client");
    Deferred<String> all = new Deferred<>();
    client.start(reactor ->
        Coroutine.start(
                () -> {
                  Talk end = await(Talk.connect(client, "host", PORT).made);
                  for (int i = 0; i < 3; i++) {
                    end.say("again ");
                    await(Tasks.deferLater(reactor, seconds(1), () -> "slept"));
                  }
                  return end.received.toString();
                })
            .addCallback(text -> {
              all.callback(text);
              return text;
            }));
    assertThat(sim.await(all)).isEqualTo("again again again ");
    assertThat(sim.now()).isBetween(seconds(3), seconds(4));
  }

  @Test
  void whatACoroutineBlocksForIsDoneAtOnce() throws Exception {
    Deferred<String> all = new Deferred<>();
    host.start(reactor ->
        Coroutine.start(
                () -> {
                  Thread here = Thread.currentThread();
                  String answer =
                      Coroutine.blocking(() -> {
                        assertThat(Thread.currentThread()).isSameAs(here);
                        assertThat(Loop.current()).isNull();
                        assertThatThrownBy(() -> await(Deferred.succeed("")))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("blocking");
                        return "answer";
                      });
                  assertThat(Loop.current()).isSameAs(reactor);
                  all.callback(answer);
                  return answer;
                })
            .handle(all::errback));
    assertThat(sim.await(all)).isEqualTo("answer");
    assertThat(sim.now()).isZero();
  }
}
