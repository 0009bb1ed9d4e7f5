package twine.testing.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.reactor.Phase;
import twine.reactor.SystemEvent;
import twine.reactor.SystemEventTrigger;

/** System event triggers. */
final class TriggerChecks extends Theme {
  private final List<String> events = new ArrayList<>();

  TriggerChecks(ReactorFixture fixture) {
    super(fixture);
  }

  private SystemEventTrigger on(Phase phase, SystemEvent event, String name) {
    return reactor.addSystemEventTrigger(phase, event, () -> events.add(name));
  }

  private void expectEvents(String... expected) {
    Expect.equal(List.of(expected), events, "the events");
  }

  @Promise
  void theTriggersOfTheStartRunInTheOrderOfTheirPhases() {
    on(Phase.AFTER, SystemEvent.STARTUP, "after");
    on(Phase.DURING, SystemEvent.STARTUP, "during");
    on(Phase.BEFORE, SystemEvent.STARTUP, "before");
    runFor(SOON);
    expectEvents("before", "during", "after");
  }

  @Promise
  void theTriggersOfTheShutdownRunInTheOrderOfTheirPhases() {
    on(Phase.AFTER, SystemEvent.SHUTDOWN, "after");
    on(Phase.DURING, SystemEvent.SHUTDOWN, "during");
    on(Phase.BEFORE, SystemEvent.SHUTDOWN, "before");
    reactor.callLater(SOON, () -> events.add("stop"));
    runFor(SOON);
    expectEvents("stop", "before", "during", "after");
  }

  @Promise
  void theTriggersOfOnePhaseRunInTheOrderInWhichTheyWereAdded() {
    on(Phase.BEFORE, SystemEvent.SHUTDOWN, "first");
    on(Phase.BEFORE, SystemEvent.SHUTDOWN, "second");
    on(Phase.BEFORE, SystemEvent.SHUTDOWN, "third");
    runFor(SOON);
    expectEvents("first", "second", "third");
  }

  @Promise
  void aTriggerThatIsAddedWhileRunningRunsAtTheShutdown() {
    reactor.callWhenRunning(() -> on(Phase.DURING, SystemEvent.SHUTDOWN, "late comer"));
    runFor(SOON);
    expectEvents("late comer");
  }

  @Promise
  void aRemovedTriggerDoesNotRun() {
    SystemEventTrigger removed = on(Phase.BEFORE, SystemEvent.SHUTDOWN, "removed");
    on(Phase.BEFORE, SystemEvent.SHUTDOWN, "kept");
    removed.remove();
    removed.remove();
    runFor(SOON);
    expectEvents("kept");
    removed.remove();
  }

  @Promise
  void aTriggerMayRemoveAnotherOfItsPhase() {
    List<SystemEventTrigger> second = new ArrayList<>();
    reactor.addSystemEventTrigger(
        Phase.BEFORE, SystemEvent.SHUTDOWN, () -> second.getFirst().remove());
    second.add(on(Phase.BEFORE, SystemEvent.SHUTDOWN, "removed"));
    runFor(SOON);
    expectEvents();
  }

  @Promise
  void aThrowingTriggerIsLoggedAndTheOthersRun() {
    RuntimeException thrown = new RuntimeException("on purpose");
    reactor.addSystemEventTrigger(
        Phase.BEFORE,
        SystemEvent.SHUTDOWN,
        () -> {
          throw thrown;
        });
    on(Phase.BEFORE, SystemEvent.SHUTDOWN, "next");
    on(Phase.DURING, SystemEvent.SHUTDOWN, "next phase");
    runFor(SOON);
    expectEvents("next", "next phase");
    log.expect(thrown);
  }

  @Promise
  void theNextPhaseWaitsForTheDeferredOfATrigger() {
    reactor.addAsyncSystemEventTrigger(
        Phase.BEFORE, SystemEvent.SHUTDOWN, () -> firingLater("slow trigger done"));
    on(Phase.BEFORE, SystemEvent.SHUTDOWN, "same phase");
    on(Phase.DURING, SystemEvent.SHUTDOWN, "next phase");
    runFor(SOON);
    expectEvents("same phase", "slow trigger done", "next phase");
  }

  private Deferred<@Nullable Void> firingLater(String name) {
    Deferred<@Nullable Void> later = new Deferred<>();
    reactor.callLater(
        SOON,
        () -> {
          events.add(name);
          later.callback(null);
        });
    return later;
  }

  @Promise
  void theNextPhaseWaitsForAllDeferredsOfThePhase() {
    reactor.addAsyncSystemEventTrigger(
        Phase.DURING, SystemEvent.SHUTDOWN, () -> firingLater("one"));
    reactor.addAsyncSystemEventTrigger(
        Phase.DURING, SystemEvent.SHUTDOWN, () -> firingLater("two"));
    on(Phase.AFTER, SystemEvent.SHUTDOWN, "after");
    runFor(SOON);
    expectEvents("one", "two", "after");
  }

  @Promise
  void theStartWaitsForTheDeferredOfATrigger() {
    reactor.addAsyncSystemEventTrigger(
        Phase.BEFORE, SystemEvent.STARTUP, () -> firingLater("ready"));
    reactor.callWhenRunning(() -> {
      events.add("running");
      reactor.stop();
    });
    reactor.run();
    expectEvents("ready", "running");
  }

  @Promise
  void aFailingDeferredIsLoggedAndHoldsNothingUp() {
    RuntimeException reason = new RuntimeException("on purpose");
    reactor.addAsyncSystemEventTrigger(
        Phase.BEFORE, SystemEvent.SHUTDOWN, () -> Deferred.fail(reason));
    on(Phase.DURING, SystemEvent.SHUTDOWN, "next phase");
    runFor(SOON);
    expectEvents("next phase");
    log.expect(reason);
  }

  @Promise
  void anAsyncTriggerThatThrowsIsLoggedAndHoldsNothingUp() {
    Exception thrown = new Exception("on purpose");
    reactor.addAsyncSystemEventTrigger(
        Phase.BEFORE,
        SystemEvent.SHUTDOWN,
        () -> {
          throw thrown;
        });
    on(Phase.DURING, SystemEvent.SHUTDOWN, "next phase");
    runFor(SOON);
    expectEvents("next phase");
    log.expect(thrown);
  }

  @Promise
  void connectionsStillWorkWhileTheShutdownWaits() {
    Peer client = peer();
    Peer server = peer();
    Deferred<@Nullable Void> answered = new Deferred<>();
    byte[] question = bytes(10);
    server.onData(() -> server.write(server.received()));
    client.onData(() -> {
      if (client.count() == question.length) {
        answered.callback(null);
      }
    });
    reactor.addAsyncSystemEventTrigger(
        Phase.BEFORE,
        SystemEvent.SHUTDOWN,
        () -> {
          client.write(question);
          return answered;
        });
    server.onData(() -> {
      if (server.count() == question.length) {
        server.write(question);
      }
    });
    join(client, server, this::stop);
    reactor.run();
    client.expectReceived(question);
  }

  @Promise
  void connectionsAreLostBeforeTheLastPhase() {
    Peer client = peer();
    Peer server = peer();
    reactor.addSystemEventTrigger(
        Phase.BEFORE,
        SystemEvent.SHUTDOWN,
        () -> Expect.that(!client.over() && !server.over(), "lost before the shutdown"));
    reactor.addSystemEventTrigger(
        Phase.AFTER,
        SystemEvent.SHUTDOWN,
        () -> {
          events.add("after");
          Expect.that(client.over() && server.over(), "not lost when all is over");
        });
    join(client, server, this::stop);
    reactor.run();
    expectEvents("after");
  }

  @Promise
  void aFailureThatNobodyHandledIsReportedAtTheStop() {
    RuntimeException reason = new RuntimeException("on purpose");
    List<Deferred<?>> kept = new ArrayList<>();
    reactor.callWhenRunning(() -> kept.add(Deferred.fail(new Failure(reason))));
    runFor(SOON);
    log.expect(reason);
    Expect.equal(1, kept.size(), "the Deferred, which is not collected before");
  }
}
