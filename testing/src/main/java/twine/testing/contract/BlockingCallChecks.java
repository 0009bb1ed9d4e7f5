package twine.testing.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.reactor.error.ReactorNotRunningException;

/** Threads that wait for the reactor. */
final class BlockingCallChecks extends ThreadTheme {

  BlockingCallChecks(ReactorFixture fixture) {
    super(fixture);
  }

  @Promise
  void blockingCallGivesWhatTheCallReturns() throws Exception {
    int value =
        runBeside(() ->
            reactor.blockingCallFromThread(() -> {
              Expect.that(reactor.inLoop(), "the call is not on the reactor's thread");
              return 42;
            }));
    Expect.equal(42, value, "the value");
  }

  @Promise
  void blockingCallGivesNull() throws Exception {
    Expect.equal(
        null,
        runBeside(() -> reactor.<@Nullable Object>blockingCallFromThread(() -> null)),
        "null");
  }

  @Promise
  void blockingCallThrowsWhatTheCallThrows() throws Exception {
    Exception thrown = new Exception("on purpose");
    Exception caught =
        runBeside(() ->
            Expect.thrown(
                Exception.class,
                () ->
                    reactor.blockingCallFromThread(() -> {
                      throw thrown;
                    })));
    Expect.that(caught == thrown || caught.getCause() == thrown, "another exception: " + caught);
  }

  @Promise
  void blockingAsyncCallWaitsForTheDeferred() throws Exception {
    String value =
        runBeside(() ->
            reactor.blockingAsyncCallFromThread(() -> {
              Deferred<String> later = new Deferred<>();
              reactor.callLater(SOON, () -> later.callback("value"));
              return later;
            }));
    Expect.equal("value", value, "the value");
  }

  @Promise
  void blockingAsyncCallThrowsTheFailure() throws Exception {
    Exception reason = new Exception("on purpose");
    Exception caught =
        runBeside(() ->
            Expect.thrown(
                Exception.class,
                () ->
                    reactor.blockingAsyncCallFromThread(() -> Deferred.fail(new Failure(reason)))));
    Expect.that(caught == reason || caught.getCause() == reason, "another exception: " + caught);
  }

  @Promise
  void blockingCallOnTheReactorsThreadIsRefused() {
    reactor.callWhenRunning(() -> {
      Expect.thrown(IllegalStateException.class, () -> reactor.blockingCallFromThread(() -> 1));
      Expect.thrown(
          IllegalStateException.class,
          () -> reactor.blockingAsyncCallFromThread(() -> Deferred.succeed(1)));
    });
    runFor(SOON);
  }

  @Promise
  void blockingCallAfterTheStopIsRefused() throws Exception {
    runFor(SOON);
    start(() ->
            Expect.thrown(
                ReactorNotRunningException.class, () -> reactor.blockingCallFromThread(() -> 1)))
        .get();
  }

  @Promise
  void blockingCallEndsWhenTheReactorStopsBeforeItHasAnswered() throws Exception {
    List<FutureTask<ReactorNotRunningException>> waiting = new ArrayList<>();
    reactor.callWhenRunning(() ->
        waiting.add(
            start(() ->
                Expect.thrown(
                    ReactorNotRunningException.class,
                    () ->
                        reactor.blockingAsyncCallFromThread(() -> {
                          stop();
                          return new Deferred<>();
                        })))));
    reactor.run();
    waiting.getFirst().get();
  }

  @Promise
  void aCallThatWasNotMadeByTheStopEndsItsWait() throws Exception {
    List<FutureTask<Boolean>> waiting = new ArrayList<>();
    CountDownLatch begun = new CountDownLatch(1);
    reactor.callWhenRunning(() -> {
      waiting.add(
          start(() -> {
            begun.countDown();
            try {
              return reactor.blockingCallFromThread(() -> true);
            } catch (ReactorNotRunningException e) {
              return false; // it lost the race with the stop, and was told
            }
          }));
      awaitCalmly(begun);
      stop();
    });
    reactor.run();
    waiting.getFirst().get();
  }

  @Promise
  void anInterruptEndsABlockingCallAndCancelsItsDeferred() throws Exception {
    List<FutureTask<InterruptedException>> waiting = new ArrayList<>();
    Thread[] waiter = new Thread[1];
    reactor.callWhenRunning(() ->
        waiting.add(
            start(() -> {
              waiter[0] = Thread.currentThread();
              return Expect.thrown(
                  InterruptedException.class,
                  () -> reactor.blockingAsyncCallFromThread(() -> interrupting(waiter[0])));
            })));
    runUntilSomethingHappens();
    expectEvents("cancelled");
    waiting.getFirst().get();
  }

  private Deferred<String> interrupting(Thread waiter) {
    waiter.interrupt();
    return new Deferred<>(deferred -> {
      events.add("cancelled");
      look();
    });
  }
}
