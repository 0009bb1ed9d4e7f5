package twine.testing.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import twine.loop.Loop;
import twine.net.Factory;
import twine.reactor.Reactors;
import twine.reactor.error.ReactorAlreadyRunningException;
import twine.reactor.error.ReactorNotRestartableException;
import twine.reactor.error.ReactorNotRunningException;

/** Run, stop, and what a reactor is between the two. */
final class LifeCycleChecks extends Theme {
  private final List<String> events = new ArrayList<>();

  LifeCycleChecks(ReactorFixture fixture) {
    super(fixture);
  }

  private void note(String event) {
    events.add(event);
  }

  private void expectEvents(String... expected) {
    Expect.equal(List.of(expected), events, "the events");
  }

  @Promise
  void runReturnsAfterStop() {
    reactor.callWhenRunning(() -> {
      note("running");
      reactor.stop();
    });
    reactor.run();
    note("returned");
    expectEvents("running", "returned");
  }

  @Promise
  void runCallsBackOnTheThreadThatCalledIt() {
    Thread here = Thread.currentThread();
    reactor.callWhenRunning(() -> {
      Expect.equal(here, Thread.currentThread(), "the thread");
      reactor.stop();
    });
    reactor.run();
  }

  @Promise
  void runningIsTrueFromTheStartOfRunToItsEnd() {
    Expect.that(!reactor.running(), "running() is true before run");
    reactor.callWhenRunning(() -> {
      Expect.that(reactor.running(), "running() is false in run");
      reactor.stop();
    });
    reactor.run();
    Expect.that(!reactor.running(), "running() is true after run");
  }

  @Promise
  void stopBeforeRunIsRefused() {
    Expect.thrown(ReactorNotRunningException.class, reactor::stop);
  }

  @Promise
  void stopAfterRunIsRefused() {
    runFor(SOON);
    Expect.thrown(ReactorNotRunningException.class, reactor::stop);
  }

  @Promise
  void stopTwiceIsRefused() {
    reactor.callWhenRunning(() -> {
      reactor.stop();
      Expect.thrown(ReactorNotRunningException.class, reactor::stop);
    });
    reactor.run();
  }

  @Promise
  void runWhileRunningIsRefused() {
    reactor.callWhenRunning(() -> {
      Expect.thrown(ReactorAlreadyRunningException.class, reactor::run);
      reactor.stop();
    });
    reactor.run();
  }

  @Promise
  void runAfterStopIsRefused() {
    runFor(SOON);
    Expect.thrown(ReactorNotRestartableException.class, reactor::run);
  }

  @Promise
  void stopLetsTheEventInHandFinish() {
    reactor.callWhenRunning(() -> {
      reactor.stop();
      note("after stop");
    });
    reactor.run();
    expectEvents("after stop");
  }

  @Promise
  void callWhenRunningBeforeTheStartKeepsTheOrder() {
    reactor.callWhenRunning(() -> note("first"));
    reactor.callWhenRunning(() -> note("second"));
    reactor.callWhenRunning(reactor::stop);
    expectEvents();
    reactor.run();
    expectEvents("first", "second");
  }

  @Promise
  void callWhenRunningAfterTheStartCallsAtOnce() {
    reactor.callLater(
        SOON,
        () -> {
          note("before");
          reactor.callWhenRunning(() -> note("at once"));
          note("after");
          reactor.stop();
        });
    reactor.run();
    expectEvents("before", "at once", "after");
  }

  @Promise
  void aThrowingStartCallIsLoggedAndTheNextIsMade() {
    RuntimeException thrown = new RuntimeException("on purpose");
    reactor.callWhenRunning(() -> {
      throw thrown;
    });
    reactor.callWhenRunning(reactor::stop);
    reactor.run();
    log.expect(thrown);
  }

  @Promise
  void anErrorInACallbackIsLoggedAndTheReactorLivesOn() {
    StackOverflowError thrown = new StackOverflowError("on purpose");
    reactor.execute(() -> {
      throw thrown;
    });
    runFor(SOON);
    log.expect(thrown);
  }

  @Promise
  void theStackOfACallbackHasRunBelowIt() {
    reactor.callLater(
        SOON,
        () -> {
          boolean below =
              Arrays.stream(new Throwable().getStackTrace())
                  .anyMatch(frame -> frame.getMethodName().equals("run") && isReactor(frame));
          Expect.that(below, "no frame of the reactor's run is on the stack");
          reactor.stop();
        });
    reactor.run();
  }

  private boolean isReactor(StackTraceElement frame) {
    return frame.getClassName().equals(reactor.getClass().getName());
  }

  @Promise
  void theReactorIsTheCurrentLoopWhileItRuns() {
    Expect.equal(null, Loop.current(), "the current loop before run");
    reactor.callWhenRunning(() -> {
      Expect.equal(reactor, Loop.current(), "the current loop in run");
      reactor.stop();
    });
    reactor.run();
    Expect.equal(null, Loop.current(), "the current loop after run");
  }

  @Promise
  void onItsThreadTheReactorIsTheInstalledOne() {
    reactor.callWhenRunning(() -> {
      Expect.equal(reactor, Reactors.installed(), "the installed reactor");
      reactor.stop();
    });
    reactor.run();
  }

  @Promise
  void inLoopIsTrueOnTheReactorsThreadOnly() {
    reactor.callWhenRunning(() -> {
      Expect.that(reactor.inLoop(), "inLoop() is false on the reactor's thread");
      Expect.that(!elsewhere(reactor::inLoop), "inLoop() is true on another thread");
      reactor.stop();
    });
    reactor.run();
  }

  @Promise
  void whatBelongsToTheReactorsThreadIsRefusedOnAnother() {
    Factory factory = factory();
    List<Runnable> calls =
        List.of(
            () -> reactor.callLater(SOON, () -> {}),
            () -> reactor.listenTcp(0, factory),
            () -> reactor.connectTcp("127.0.0.1", 1, factory()),
            () -> reactor.resolve("127.0.0.1"),
            () -> reactor.callInThread(() -> {}),
            () -> reactor.deferToThread(() -> 1),
            () -> reactor.callWhenRunning(() -> {}),
            reactor::stop);
    reactor.callWhenRunning(() -> {
      for (Runnable call : calls) {
        elsewhere(() -> Expect.thrown(IllegalStateException.class, call::run));
      }
      reactor.stop();
    });
    reactor.run();
  }

  @Promise
  void workHandedOverBeforeRunIsDoneInRun() {
    reactor.execute(() -> note("first"));
    reactor.callFromThread(() -> note("second"));
    expectEvents();
    runFor(SOON);
    expectEvents("first", "second");
  }

  @Promise
  void workHandedOverAfterTheStopIsNotDone() {
    runFor(SOON);
    reactor.execute(() -> note("too late"));
    expectEvents();
  }

  @Promise
  void severalReactorsRunOneAfterTheOtherOnOneThread() {
    for (int i = 0; i < 3; i++) {
      var another = fixture.reactors().get();
      another.callWhenRunning(another::stop);
      another.run();
    }
    runFor(SOON);
  }

  @Promise
  void twoReactorsRunAtTheSameTimeOnTwoThreads() throws Exception {
    var another = fixture.reactors().get();
    FutureTask<Void> running = new FutureTask<>(another::run, null);
    reactor.callWhenRunning(() -> {
      another.callWhenRunning(() -> reactor.callFromThread(this::stop));
      Thread.ofPlatform().daemon().start(running);
    });
    reactor.run();
    another.callFromThread(another::stop);
    running.get();
  }

  /** Calls on a thread of its own and waits. */
  private static <T> T elsewhere(java.util.concurrent.Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofPlatform().daemon().start(task);
    try {
      return task.get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
