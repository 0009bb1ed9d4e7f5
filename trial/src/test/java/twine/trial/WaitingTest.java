package twine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.defer.Deferred;
import twine.defer.DeferredQueue;
import twine.loop.DelayedCall;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.task.Protocols;
import twine.testing.simulation.Simulation;
import twine.trial.engine.Ran;

/**
 * What is said of a test that waits for something that does not come: what, where, and for whom.
 */
@Timeout(30)
@Tag("P15.2")
final class WaitingTest {

  private static String problemOf(Class<?> tests) {
    return Ran.tests(tests).problem().getMessage().replaceAll("[.]java:\\d+", ".java");
  }

  static final class Awaits {
    private final DeferredQueue<String> poems = new DeferredQueue<>();

    @Trial
    @TimeLimit(0.05)
    void poem() throws Exception {
      await(poems.get());
    }
  }

  @Test
  void aTestThatAwaitsInTheMiddleIsToldWithItsLine() {
    assertThat(problemOf(Awaits.class))
        .isEqualTo(
            """
            poem did not end within 0.05 s; who waits for what:
              a coroutine at WaitingTest.Awaits.poem(WaitingTest.java)
                waits for the Deferred of DeferredQueue.get, called at WaitingTest.Awaits.poem(WaitingTest.java)
            what its reactor has still to do:\
            """);
  }

  static final class Returns {
    private final TcpPort port;
    private final DelayedCall call;

    Returns(Reactor reactor) {
      port = reactor.listenTcp(0, Factory.of(Silent::new), ListenOptions.LOOPBACK);
      call = reactor.callLater(Duration.ofHours(1), () -> {});
    }

    @Trial
    @TimeLimit(0.2)
    Deferred<?> poem(Reactor reactor) {
      return Protocols.readAll(reactor, "127.0.0.1", port.getHost().port());
    }

    @TearDown
    Deferred<?> close() {
      call.cancel();
      return port.stopListening();
    }
  }

  private static final class Silent extends Protocol {}

  @Test
  void aTestThatReturnsADeferredIsToldWithWhereThatWasMade() {
    assertThat(problemOf(Returns.class))
        .startsWith(
            """
            poem did not end within 0.2 s; who waits for what:
              a coroutine
                waits for the Deferred of Protocols.readAll, called at WaitingTest.Returns.poem(WaitingTest.java)
            what its reactor has still to do:
            """);
  }

  @Test
  void whatTheReactorHasStillToDoIsToldWithWhoAskedForIt() {
    assertThat(problemOf(Returns.class).lines())
        .anyMatch(line ->
            line.startsWith("  DelayedCall[in ")
                && line.endsWith(
                    "of KernelReactor.callLater, called at WaitingTest.Returns.<init>(WaitingTest.java)]"))
        .anyMatch(line -> line.startsWith("  Port 127.0.0.1:"))
        .anyMatch(line -> line.startsWith("  TcpTransport[127.0.0.1:"));
  }

  static final class Simulates {
    @Simulated
    Deferred<?> poem(Simulation simulation) {
      return new Deferred<String>();
    }
  }

  @Test
  void aSimulatedTestIsToldSoAtOnce() {
    assertThat(problemOf(Simulates.class))
        .contains(
            "seed 1 of poem (bin/trial --seed 1 or -Dtwine.seed=1 repeats it): nothing can ever happen again")
        .contains(" made at WaitingTest.Simulates.poem(WaitingTest.java)");
  }
}
