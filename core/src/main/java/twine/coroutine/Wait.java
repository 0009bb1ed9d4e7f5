package twine.coroutine;

import org.jspecify.annotations.Nullable;
import twine.defer.Callback;
import twine.defer.Deferred;
import twine.defer.Failure;

/**
 * One wait of a coroutine: both the callback and the errback on what it waits for. A result stays
 * where it was for others; a failure is the coroutine's from now on.
 */
final class Wait implements Callback<@Nullable Object, @Nullable Object> {
  private final Task<?> waiting;
  private @Nullable Object outcome;
  private boolean arrived;
  private boolean abandoned;

  private Wait(Task<?> waiting) {
    this.waiting = waiting;
  }

  static Wait on(Deferred<?> wanted, Task<?> waiting) {
    var wait = new Wait(waiting);
    wanted.addCallbacks(wait, wait);
    return wait;
  }

  @Override
  public @Nullable Object call(@Nullable Object argument) {
    if (abandoned) {
      return argument;
    }
    outcome = argument;
    arrived = true;
    waiting.arrived(this);
    return argument instanceof Failure ? null : argument;
  }

  boolean arrived() {
    return arrived;
  }

  /** The result, or a Failure. */
  @Nullable Object outcome() {
    return outcome;
  }

  /** The coroutine could not wait after all: whatever comes is not for it. */
  void abandon() {
    abandoned = true;
  }
}
