package twine.defer;

import java.util.LinkedHashSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of which each is held by one at a time, and the Deferreds that wait for one, in order.
 *
 * @param <P> the lock or semaphore whose tokens these are, which waiting Deferreds give
 */
final class Tokens<P extends @Nullable Object> {
  private final P owner;
  private final int limit;
  private final LinkedHashSet<Deferred<P>> waiting = new LinkedHashSet<>();
  private int free;
  private boolean handingOut;

  Tokens(P owner, int limit) {
    this.owner = owner;
    this.limit = limit;
    this.free = limit;
  }

  int free() {
    return free;
  }

  int waiting() {
    return waiting.size();
  }

  Deferred<P> acquire() {
    if (free > 0 && waiting.isEmpty()) {
      free--;
      return Deferred.succeed(owner);
    }
    var deferred = new Deferred<P>(waiting::remove);
    waiting.add(deferred);
    return deferred;
  }

  void release() {
    if (free == limit) {
      throw new IllegalStateException("Released more often than acquired.");
    }
    free++;
    handOut();
  }

  /** Calls a function with a token, and holds it until what the function gives has an outcome. */
  <R extends @Nullable Object> Deferred<R> run(Callable<? extends Deferred<? extends R>> function) {
    return acquire().addAsyncCallback(_ -> Deferred.<R>maybeAsync(function).onBoth(this::release));
  }

  /**
   * Gives free tokens to those who wait. One who releases it again while being given it, as many
   * thousands in a row may, does not start a loop within this loop.
   */
  private void handOut() {
    if (handingOut) {
      return;
    }
    handingOut = true;
    try {
      while (free > 0 && !waiting.isEmpty()) {
        free--;
        waiting.removeFirst().callback(owner);
      }
    } finally {
      handingOut = false;
    }
  }
}
