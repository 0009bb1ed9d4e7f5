package twine.coroutine;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs a task on threads beside the loop: once at least after each {@link #submit}, and never on
 * two threads at once.
 */
final class Beside {
  /**
   * As many threads as there are fibers that really run there, or that pin their carrier, as
   * reading a file does. Not the JDK's own carriers: those take a thread that yields back to
   * themselves and do not ask its scheduler, so that it could not leave them for the loop.
   */
  static final Executor THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("twine-beside-the-loop-", 0).factory());

  private final Runnable task;

  /**
   * Submissions that the task has not been run for; whoever makes the first one starts a thread.
   */
  private final AtomicInteger open = new AtomicInteger();

  Beside(Runnable task) {
    this.task = task;
  }

  void submit() {
    if (open.getAndIncrement() == 0) {
      try {
        THREADS.execute(this::runWhileSubmitted);
      } catch (Throwable noThread) {
        open.set(0); // the JDK submits again when there was no memory for a thread
        throw noThread;
      }
    }
  }

  private void runWhileSubmitted() {
    int seen = open.get();
    do {
      task.run();
      seen = open.addAndGet(-seen);
    } while (seen > 0);
  }
}
