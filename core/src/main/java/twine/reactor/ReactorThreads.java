package twine.reactor;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;

/**
 * The doors between the reactor's thread and all others (Twisted's {@code IReactorThreads} and
 * {@code twisted.internet.threads}).
 *
 * <p>Work off the reactor runs on virtual threads, at most a settable number at once; further work
 * waits its turn. When the reactor has stopped, what still runs is interrupted and nothing of it
 * comes back.
 */
public interface ReactorThreads {

  /**
   * Runs {@code call} on the reactor's thread, in a later turn, in the order of the calls. May be
   * called from any thread. What {@code call} throws is logged.
   */
  void callFromThread(Runnable call);

  /** Runs {@code work} on another thread; what it throws is logged. To be called on the reactor. */
  void callInThread(Runnable work);

  /**
   * Runs {@code work}, which may block, on another thread, and fires with what it returns or
   * throws, on the reactor. To be called on the reactor.
   *
   * @return cancelling it interrupts the work, or forgets it if it has not begun
   */
  <T extends @Nullable Object> Deferred<T> deferToThread(Callable<T> work);

  /**
   * Runs {@code call} on the reactor and waits for what it returns or throws. To be called from any
   * thread but the reactor's own.
   *
   * @return what {@code call} returned
   * @throws Exception what {@code call} threw
   * @throws InterruptedException if the waiting thread is interrupted
   * @throws IllegalStateException if called on the reactor's thread, which would wait for itself
   * @throws twine.reactor.error.ReactorNotRunningException if the reactor has stopped, or stops
   *     before it has answered
   */
  <T extends @Nullable Object> T blockingCallFromThread(Callable<T> call) throws Exception;

  /**
   * Runs {@code call} on the reactor and waits for the outcome of the Deferred that it returns;
   * else as {@link #blockingCallFromThread}. An interrupt also cancels that Deferred.
   */
  <T extends @Nullable Object> T blockingAsyncCallFromThread(Callable<? extends Deferred<T>> call)
      throws Exception;

  /**
   * Sets how many threads may work at once; 64 to begin with.
   *
   * @param limit at least 1
   */
  void setThreadLimit(int limit);
}
