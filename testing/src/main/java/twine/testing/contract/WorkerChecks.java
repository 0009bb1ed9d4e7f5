package twine.testing.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import twine.defer.CancelledException;
import twine.defer.Deferred;

/** Work off the reactor. */
final class WorkerChecks extends ThreadTheme {

  WorkerChecks(ReactorFixture fixture) {
    super(fixture);
  }

  private <T extends @Nullable Object> void watch(Deferred<T> outcome) {
    outcome
        .onResult(value -> {
          Expect.that(reactor.inLoop(), "fired off the reactor's thread");
          events.add("result " + value);
        })
        .handle(failure -> events.add("failure " + failure.value().getClass().getSimpleName()))
        .onBoth(end -> look());
  }

  @Promise
  void deferToThreadGivesWhatTheWorkReturns() {
    reactor.callWhenRunning(() -> watch(reactor.deferToThread(() -> 42)));
    runUntilSomethingHappens();
    expectEvents("result 42");
  }

  @Promise
  void deferToThreadGivesNullAsAResult() {
    reactor.callWhenRunning(() -> watch(reactor.deferToThread(() -> null)));
    runUntilSomethingHappens();
    expectEvents("result null");
  }

  @Promise
  void deferToThreadFailsWithWhatTheWorkThrows() {
    reactor.callWhenRunning(() ->
        watch(
            reactor.deferToThread(() -> {
              throw new java.io.IOException("on purpose");
            })));
    runUntilSomethingHappens();
    expectEvents("failure IOException");
  }

  @Promise
  void deferToThreadFailsWithAnErrorThatTheWorkThrows() {
    reactor.callWhenRunning(() ->
        watch(
            reactor.deferToThread(() -> {
              throw new StackOverflowError("on purpose");
            })));
    runUntilSomethingHappens();
    expectEvents("failure StackOverflowError");
  }

  @Promise
  void deferToThreadDoesNotFireBeforeItHasReturned() {
    reactor.callWhenRunning(() -> {
      watch(reactor.deferToThread(() -> "value"));
      events.add("returned");
    });
    runUntil(() -> events.size() == 2);
    expectEvents("returned", "result value");
  }

  @Promise(needs = Ability.WORKERS)
  void deferToThreadDoesNotHoldUpTheReactor() {
    CountDownLatch latch = new CountDownLatch(1);
    reactor.callWhenRunning(() -> {
      watch(
          reactor.deferToThread(() -> {
            Expect.that(!reactor.inLoop(), "the work runs on the reactor");
            latch.await();
            return "done";
          }));
      reactor.callLater(SOON, latch::countDown);
    });
    runUntilSomethingHappens();
    expectEvents("result done");
  }

  @Promise(needs = Ability.WORKERS)
  void cancellingInterruptsTheWork() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    reactor.callWhenRunning(() -> {
      Deferred<Boolean> outcome =
          reactor.deferToThread(() -> sleepUntilInterrupted(begun, interrupted));
      watch(outcome);
      startAfter(begun, () -> reactor.callFromThread(outcome::cancel));
    });
    runUntilSomethingHappens();
    expectEvents("failure CancelledException");
    awaitCalmly(interrupted);
  }

  private static boolean sleepUntilInterrupted(CountDownLatch begun, CountDownLatch interrupted) {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    return true;
  }

  @Promise(needs = Ability.WORKERS)
  void cancellingForgetsWorkThatHasNotBegun() {
    CountDownLatch latch = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    reactor.setThreadLimit(1);
    reactor.callWhenRunning(() -> {
      Deferred<Boolean> first =
          reactor.deferToThread(() -> {
            latch.await();
            return true;
          });
      Deferred<Integer> second = reactor.deferToThread(begun::incrementAndGet);
      second.handle(failure -> failure.trap(CancelledException.class));
      second.cancel();
      latch.countDown();
      watch(first);
    });
    runUntilSomethingHappens();
    Expect.equal(0, begun.get(), "how often cancelled work began");
  }

  @Promise
  void cancellingForgetsWorkThatWasJustHandedOver() {
    reactor.setThreadLimit(1);
    reactor.callWhenRunning(() -> {
      reactor.deferToThread(() -> events.add("first"));
      Deferred<Boolean> second = reactor.deferToThread(() -> events.add("second"));
      second.handle(failure -> failure.trap(CancelledException.class));
      second.cancel();
    });
    runFor(SOON);
    expectEvents("first");
  }

  @Promise(needs = Ability.WORKERS)
  void noMoreThreadsWorkAtOnceThanTheLimitSays() {
    int limit = 3;
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    reactor.setThreadLimit(limit);
    CountDownLatch full = new CountDownLatch(limit);
    List<Integer> done = new ArrayList<>();
    reactor.callWhenRunning(() -> {
      for (int i = 0; i < 20; i++) {
        reactor
            .deferToThread(() -> {
              most.accumulateAndGet(working.incrementAndGet(), Math::max);
              full.countDown();
              full.await();
              return working.decrementAndGet();
            })
            .onResult(left -> {
              done.add(left);
              look();
            });
      }
    });
    runUntil(() -> done.size() == 20);
    Expect.equal(limit, most.get(), "the most threads at once");
  }

  @Promise(needs = Ability.WORKERS)
  void raisingTheLimitLetsWaitingWorkBegin() {
    CountDownLatch latch = new CountDownLatch(2);
    reactor.setThreadLimit(1);
    reactor.callWhenRunning(() -> {
      for (int i = 0; i < 2; i++) {
        watch(
            reactor.deferToThread(() -> {
              latch.countDown();
              latch.await();
              return "met";
            }));
      }
      reactor.setThreadLimit(2);
    });
    runUntil(() -> events.size() == 2);
    expectEvents("result met", "result met");
  }

  @Promise
  void aThreadLimitBelowOneIsRefused() {
    Expect.thrown(IllegalArgumentException.class, () -> reactor.setThreadLimit(0));
  }

  @Promise
  void callInThreadDoesTheWork() {
    reactor.callWhenRunning(() ->
        reactor.callInThread(() ->
            reactor.callFromThread(() -> {
              events.add("done");
              look();
            })));
    runUntilSomethingHappens();
    expectEvents("done");
  }

  @Promise
  void whatCallInThreadThrowsIsLogged() {
    RuntimeException thrown = new RuntimeException("on purpose");
    reactor.callWhenRunning(() -> {
      reactor.callInThread(() -> {
        throw thrown;
      });
      watch(reactor.deferToThread(() -> "next"));
    });
    reactor.setThreadLimit(1); // so that the second piece begins after the first has ended
    runUntilSomethingHappens();
    log.expect(thrown);
  }

  @Promise(needs = Ability.WORKERS)
  void workThatRunsAtTheStopIsInterruptedAndNothingOfItComesBack() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    reactor.callWhenRunning(() -> {
      reactor
          .deferToThread(() -> sleepUntilInterrupted(begun, interrupted))
          .onBoth(end -> events.add("came back"));
      startAfter(begun, () -> reactor.callFromThread(this::stop));
    });
    reactor.run();
    awaitCalmly(interrupted);
    expectEvents();
  }
}
