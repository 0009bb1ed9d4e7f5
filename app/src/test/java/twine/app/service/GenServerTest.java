package twine.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;
import static twine.trial.Assertions.assertNoResult;
import static twine.trial.Assertions.failureResultOf;
import static twine.trial.Assertions.flushLoggedErrors;
import static twine.trial.Assertions.successResultOf;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.testing.simulation.Simulation;
import twine.trial.Simulated;

/** A process that answers requests, and what supervisors do when it crashes. */
@Tag("P20.2")
final class GenServerTest {
  private final List<String> events = new ArrayList<>();
  private final Simulation sim;

  /** Counts what it is asked to; "crash" it cannot count, and "wait" takes until it is let go. */
  private final class Counter extends GenServer<String, Integer> {
    private final Deferred<String> gate = new Deferred<>();
    private int count;

    @Override
    protected void init() {
      events.add("init");
    }

    @Override
    protected Integer handleCall(String request) throws Exception {
      handleCast(request);
      return count;
    }

    @Override
    protected void handleCast(String request) throws Exception {
      switch (request) {
        case "crash" -> throw new IOException("lost count");
        case "wait" -> await(gate);
        default -> count++;
      }
    }

    @Override
    protected void terminate() {
      events.add("terminate");
    }
  }

  GenServerTest(Simulation sim) {
    this.sim = sim;
  }

  private Counter start() throws Exception {
    var counter = new Counter();
    counter.setReactor(sim.host("host").reactor());
    counter.startService();
    return counter;
  }

  @Simulated
  void callsAndCastsTakeTheirTurns() throws Exception {
    Counter counter = start();
    Deferred<Integer> one = counter.call("sheep");
    counter.cast("sheep");
    Deferred<Integer> three = counter.call("sheep");
    sim.run();
    assertThat(successResultOf(one)).isEqualTo(1);
    assertThat(successResultOf(three)).isEqualTo(3);
    successResultOf(counter.stopService());
    assertThat(events).containsExactly("init", "terminate");
  }

  @Simulated
  void aRequestThatWaitsHoldsUpTheNext() throws Exception {
    Counter counter = start();
    Deferred<Integer> waits = counter.call("wait");
    Deferred<Integer> next = counter.call("sheep");
    sim.run();
    assertNoResult(next);
    counter.gate.callback("go");
    sim.run();
    assertThat(successResultOf(waits)).isZero();
    assertThat(successResultOf(next)).isEqualTo(1);
    counter.stopService();
  }

  @Simulated
  void aRequestThatIsGivenUpBeforeItsTurnIsLeftOut() throws Exception {
    Counter counter = start();
    Deferred<Integer> waits = counter.call("wait");
    Deferred<Integer> givenUp = counter.call("sheep");
    givenUp.cancel();
    assertThat(failureResultOf(givenUp).value()).isInstanceOf(CancelledException.class);
    counter.gate.callback("go");
    sim.run();
    successResultOf(waits);
    Deferred<Integer> next = counter.call("sheep");
    sim.run();
    assertThat(successResultOf(next)).isEqualTo(1);
    counter.stopService();
  }

  @Simulated
  void whenItCrashesAllWhoWaitAreToldAndItHasFailed() throws Exception {
    Counter counter = start();
    Deferred<Integer> gate = counter.call("wait");
    Deferred<Integer> crashing = counter.call("crash");
    Deferred<Integer> later = counter.call("sheep");
    counter.gate.callback("go");
    sim.run();
    successResultOf(gate);
    assertThat(failureResultOf(crashing).value()).isInstanceOf(IOException.class);
    assertThat(failureResultOf(later).value())
        .isInstanceOf(ServerDownException.class)
        .hasMessageContaining("has crashed")
        .hasRootCauseMessage("lost count");
    assertThat(counter.isRunning()).isFalse();
    assertThat(failureResultOf(counter.call("sheep")).value())
        .isInstanceOf(ServerDownException.class)
        .hasMessageContaining("is not running");
    assertThat(events).containsExactly("init", "terminate");
    assertThat(flushLoggedErrors(IOException.class)).hasSize(1);
  }

  @Simulated
  void aStopWaitsForTheAnswerThatIsUnderWayAndForNoOther() throws Exception {
    Counter counter = start();
    Deferred<Integer> underWay = counter.call("wait");
    Deferred<Integer> later = counter.call("sheep");
    sim.run();
    Deferred<?> stopped = counter.stopService();
    assertNoResult(stopped);
    counter.gate.callback("go");
    sim.run();
    assertThat(successResultOf(underWay)).isZero();
    assertThat(failureResultOf(later).value())
        .isInstanceOf(ServerDownException.class)
        .hasMessageContaining("was stopped");
    successResultOf(stopped);
  }

  @Simulated
  void aStopThatTakesTooLongIsCutShort() throws Exception {
    Counter counter = start();
    Deferred<Integer> underWay = counter.call("wait");
    sim.run();
    Deferred<?> stopped = counter.stopService();
    stopped.cancel();
    sim.run();
    assertThat(failureResultOf(underWay).value()).isInstanceOf(CancelledException.class);
    assertThat(events).containsExactly("init", "terminate");
    stopped.handle(_ -> {});
  }

  @Simulated
  void aSupervisorStartsAnotherOneWhoseStateIsNew() throws Exception {
    var supervisor = new Supervisor("sup", Strategy.ONE_FOR_ONE);
    supervisor.supervise("counter", Counter::new);
    var application = new Application("app");
    application.setReactor(sim.host("host").reactor());
    application.addService(supervisor);
    application.startService();
    ask(supervisor, "sheep");
    assertThat(successResultOf(ask(supervisor, "sheep"))).isEqualTo(2);
    failureResultOf(ask(supervisor, "crash"));
    assertThat(successResultOf(ask(supervisor, "sheep"))).isEqualTo(1);
    assertThat(events).containsExactly("init", "terminate", "init");
    assertThat(flushLoggedErrors(IOException.class)).hasSize(1);
    application.stopService();
    sim.run();
  }

  private Deferred<Integer> ask(Supervisor supervisor, String request) {
    Deferred<Integer> answer = ((Counter) supervisor.getServiceNamed("counter")).call(request);
    sim.runFor(Duration.ofSeconds(1));
    return answer;
  }
}
