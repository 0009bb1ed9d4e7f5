package twine.testing.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Calls to the reactor from other threads. */
final class ThreadChecks extends ThreadTheme {

  ThreadChecks(ReactorFixture fixture) {
    super(fixture);
  }

  @Promise
  void callFromThreadWakesAnIdleReactor() throws Exception {
    runBeside(() -> {
      CountDownLatch called = new CountDownLatch(1);
      reactor.callFromThread(called::countDown);
      called.await();
      return true;
    });
  }

  @Promise
  void callFromThreadWakesTheReactorEachTime() throws Exception {
    runBeside(() -> {
      for (int i = 0; i < 1_000; i++) {
        CountDownLatch called = new CountDownLatch(1);
        reactor.callFromThread(called::countDown);
        called.await();
      }
      return true;
    });
  }

  @Promise
  void callsFromManyThreadsKeepTheOrderOfEachThread() {
    int threads = 8;
    int calls = 2_000;
    List<List<Integer>> seen =
        IntStream.range(0, threads)
            .mapToObj(i -> (List<Integer>) new ArrayList<Integer>())
            .toList();
    CountDownLatch begin = new CountDownLatch(1);
    reactor.callWhenRunning(() -> seen.forEach(mine -> startAfter(begin, () -> call(calls, mine))));
    reactor.callWhenRunning(begin::countDown);
    runUntil(() -> seen.stream().allMatch(mine -> mine.size() == calls));
    List<Integer> inOrder = IntStream.range(0, calls).boxed().toList();
    seen.forEach(mine -> Expect.equal(inOrder, mine, "the calls from one thread"));
  }

  private void call(int calls, List<Integer> seen) {
    for (int i = 0; i < calls; i++) {
      int number = i;
      reactor.callFromThread(() -> {
        seen.add(number);
        look();
      });
    }
  }

  @Promise
  void callFromThreadOnTheReactorCallsInALaterTurn() {
    reactor.callWhenRunning(() -> {
      reactor.callFromThread(() -> events.add("later"));
      reactor.execute(() -> events.add("later still"));
      events.add("now");
    });
    runFor(SOON);
    expectEvents("now", "later", "later still");
  }

  @Promise
  void callFromThreadCallsOnTheReactorsThread() throws Exception {
    Thread here = Thread.currentThread();
    runBeside(() -> {
      reactor.callFromThread(() -> Expect.equal(here, Thread.currentThread(), "the thread"));
      return true;
    });
  }

  @Promise
  void aThrowingCallFromThreadIsLoggedAndTheNextIsMade() {
    RuntimeException thrown = new RuntimeException("on purpose");
    reactor.callFromThread(() -> {
      throw thrown;
    });
    reactor.callFromThread(() -> events.add("next"));
    runFor(SOON);
    expectEvents("next");
    log.expect(thrown);
  }
}
