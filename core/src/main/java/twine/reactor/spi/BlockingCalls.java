package twine.reactor.spi;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.reactor.error.ReactorNotRunningException;

/**
 * Threads that wait for the reactor: each is answered once, at the latest when the reactor stops.
 */
final class BlockingCalls {
  private final KernelReactor reactor;
  private final Set<BlockingCall<?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  BlockingCalls(KernelReactor reactor) {
    this.reactor = reactor;
  }

  <T extends @Nullable Object> T call(Callable<? extends Deferred<T>> call) throws Exception {
    reactor.checkCanBlock();
    BlockingCall<T> waiting = new BlockingCall<>(call);
    open.add(waiting);
    try {
      if (stopped) {
        waiting.fail(notRunning()); // stopped between the check and the entry in the list
      }
      reactor.execute(waiting);
      return waiting.await();
    } finally {
      open.remove(waiting);
    }
  }

  /** The reactor has stopped: whoever still waits is told. */
  void stop() {
    stopped = true;
    open.forEach(each -> each.fail(notRunning()));
  }

  private static ReactorNotRunningException notRunning() {
    return new ReactorNotRunningException("the reactor stopped before it had answered");
  }

  private final class BlockingCall<T extends @Nullable Object> implements Runnable {
    private final Callable<? extends Deferred<T>> call;
    private final CountDownLatch answered = new CountDownLatch(1);
    private @Nullable T result; // both are written before the latch opens and read after
    private @Nullable Throwable failure;
    private boolean givenUp; // the reactor's thread's, as is the next
    private @Nullable Deferred<T> pending;

    private BlockingCall(Callable<? extends Deferred<T>> call) {
      this.call = call;
    }

    @Override
    public void run() {
      if (givenUp) {
        return;
      }
      Deferred<T> outcome = Deferred.maybeAsync(call);
      pending = outcome;
      outcome.onResult(this::succeed).handle(failed -> fail(failed.value()));
    }

    private synchronized void succeed(T value) {
      if (answered.getCount() > 0) {
        result = value;
        answered.countDown();
      }
    }

    private synchronized void fail(Throwable thrown) {
      if (answered.getCount() > 0) {
        failure = thrown;
        answered.countDown();
      }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // the result is a T once the latch is open
    private T await() throws Exception {
      try {
        answered.await();
      } catch (InterruptedException e) {
        reactor.execute(this::giveUp);
        throw e;
      }
      Throwable thrown = failure;
      if (thrown instanceof Exception exception) {
        throw exception;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
      return result;
    }

    private void giveUp() {
      givenUp = true;
      if (pending != null) {
        pending.cancel();
      }
    }
  }
}
