package twine.defer;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many operations run at once and no more; the others wait for their turn in order, as
 * Deferreds. It is not about threads; like every Deferred it belongs to one loop.
 */
public final class DeferredSemaphore {
  private final Tokens<DeferredSemaphore> tokens;

  /**
   * Creates a semaphore.
   *
   * @param limit how many may hold it at once
   * @throws IllegalArgumentException if {@code limit} is less than 1
   */
  public DeferredSemaphore(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("A semaphore needs a limit of at least 1, not " + limit);
    }
    tokens = new Tokens<>(this, limit);
  }

  /** How many more may acquire it without waiting. */
  public int tokens() {
    return tokens.free();
  }

  /** How many wait for it. */
  public int waiting() {
    return tokens.waiting();
  }

  /**
   * Gives a Deferred that fires with this semaphore as soon as the caller holds one of its tokens,
   * which may be at once. Cancelling it gives up the place in the queue.
   */
  public Deferred<DeferredSemaphore> acquire() {
    return tokens.acquire();
  }

  /**
   * Gives a token up, to the first who waits for one.
   *
   * @throws IllegalStateException if nobody holds one
   */
  public void release() {
    tokens.release();
  }

  /** Calls {@code function} while holding a token, and gives what it returns or throws. */
  public <R extends @Nullable Object> Deferred<R> run(Callable<? extends R> function) {
    return tokens.run(() -> Deferred.maybeDeferred(function));
  }

  /**
   * Calls {@code function} and holds a token until the Deferred that it returns has an outcome,
   * which is given. Cancelling what is given here gives up the place in the queue, or else cancels
   * that Deferred.
   */
  public <R extends @Nullable Object> Deferred<R> runAsync(
      Callable<? extends Deferred<? extends R>> function) {
    return tokens.run(function);
  }
}
