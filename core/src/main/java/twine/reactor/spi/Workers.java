package twine.reactor.spi;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;

/**
 * Work off the reactor: at most so many pieces at once, the rest in a queue. All bookkeeping is
 * done on the reactor's thread.
 */
final class Workers {
  private static final int DEFAULT_LIMIT = 64;

  private final Kernel kernel;
  private final ArrayDeque<Job<?>> waiting = new ArrayDeque<>();
  private final Set<Job<?>> working = new HashSet<>();
  private int limit = DEFAULT_LIMIT;
  private boolean stopped;

  Workers(Kernel kernel) {
    this.kernel = kernel;
  }

  void setLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("the thread limit must be at least 1, not " + limit);
    }
    this.limit = limit;
    startWaiting();
  }

  <T extends @Nullable Object> Deferred<T> submit(Callable<T> work) {
    Job<T> job = new Job<>(work);
    waiting.add(job);
    startWaiting();
    return job.outcome;
  }

  private void startWaiting() {
    while (!stopped && working.size() < limit) {
      Job<?> next = waiting.poll();
      if (next == null) {
        return;
      }
      working.add(next);
      kernel.driver.startWorker(next);
    }
  }

  /** The reactor has stopped: what works is interrupted, what waits is forgotten. */
  void stop() {
    stopped = true;
    waiting.clear();
    working.forEach(Job::interrupt);
  }

  private final class Job<T extends @Nullable Object> implements Runnable {
    private final Callable<T> work;
    private final Deferred<T> outcome = new Deferred<>(ignored -> abandon());
    private boolean abandoned;
    private @Nullable Thread worker; // guarded by this
    private boolean interrupted; // guarded by this

    private Job(Callable<T> work) {
      this.work = work;
    }

    @Override
    public void run() {
      if (!begin()) {
        kernel.execute(this::over);
        return;
      }
      try {
        T result = work.call();
        end();
        kernel.execute(() -> finish(() -> outcome.callback(result)));
      } catch (Throwable thrown) {
        end();
        kernel.execute(() -> finish(() -> outcome.errback(thrown)));
      }
    }

    private synchronized boolean begin() {
      worker = Thread.currentThread();
      return !interrupted;
    }

    private synchronized void end() {
      worker = null;
    }

    private synchronized void interrupt() {
      interrupted = true;
      if (worker != null) {
        worker.interrupt();
      }
    }

    private void abandon() {
      abandoned = true;
      if (!waiting.remove(this)) {
        interrupt();
      }
    }

    private void finish(Runnable fire) {
      over();
      if (!abandoned) {
        fire.run();
      }
    }

    private void over() {
      working.remove(this);
      startWaiting();
    }
  }
}
