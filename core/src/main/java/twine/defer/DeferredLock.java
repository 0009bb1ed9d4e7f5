package twine.defer;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A lock for operations that take their time: one holds it, the others wait for it in order, as
 * Deferreds. It is not about threads; like every Deferred it belongs to one loop. It is not
 * re-entrant.
 */
public final class DeferredLock {
  private final Tokens<DeferredLock> tokens = new Tokens<>(this, 1);

  /** Creates a lock that nobody holds. */
  public DeferredLock() {}

  /** Whether somebody holds it. */
  public boolean isLocked() {
    return tokens.free() == 0;
  }

  /** How many wait for it. */
  public int waiting() {
    return tokens.waiting();
  }

  /**
   * Gives a Deferred that fires with this lock as soon as the caller holds it, which may be at
   * once. Cancelling it gives up the place in the queue.
   */
  public Deferred<DeferredLock> acquire() {
    return tokens.acquire();
  }

  /**
   * Gives the lock up, to the first who waits for it.
   *
   * @throws IllegalStateException if nobody holds it
   */
  public void release() {
    tokens.release();
  }

  /** Calls {@code function} while holding the lock, and gives what it returns or throws. */
  public <R extends @Nullable Object> Deferred<R> run(Callable<? extends R> function) {
    return tokens.run(() -> Deferred.maybeDeferred(function));
  }

  /**
   * Calls {@code function} and holds the lock until the Deferred that it returns has an outcome,
   * which is given. Cancelling what is given here gives up the place in the queue, or else cancels
   * that Deferred.
   */
  public <R extends @Nullable Object> Deferred<R> runAsync(
      Callable<? extends Deferred<? extends R>> function) {
    return tokens.run(function);
  }
}
