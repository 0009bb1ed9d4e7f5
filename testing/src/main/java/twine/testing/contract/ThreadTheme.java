package twine.testing.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** What the checks about threads share. */
abstract class ThreadTheme extends Theme {
  final List<String> events = new ArrayList<>();

  ThreadTheme(ReactorFixture fixture) {
    super(fixture);
  }

  final void expectEvents(String... expected) {
    Expect.equal(List.of(expected), events, "the events");
  }

  final void runUntilSomethingHappens() {
    runUntil(() -> !events.isEmpty());
  }

  /** Has {@code work} done on a thread of its own. */
  static <T extends @Nullable Object> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().daemon().start(task);
    return task;
  }

  /** Has {@code work} done on another thread when the latch is open. */
  static void startAfter(CountDownLatch latch, Runnable work) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          awaitCalmly(latch);
          work.run();
        });
  }

  /** Does {@code work} on another thread while the reactor runs, and stops the reactor after it. */
  final <T extends @Nullable Object> T runBeside(Callable<T> work) throws Exception {
    List<FutureTask<T>> task = new ArrayList<>();
    reactor.callWhenRunning(() ->
        task.add(
            start(() -> {
              try {
                return work.call();
              } finally {
                reactor.callFromThread(this::stop);
              }
            })));
    reactor.run();
    return task.getFirst().get();
  }

  static void awaitCalmly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
