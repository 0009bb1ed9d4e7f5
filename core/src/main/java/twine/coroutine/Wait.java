package twine.coroutine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Callback;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.Waits;
import twine.loop.Place;

/**
 * One wait of a coroutine: both the callback and the errback on what it waits for. A result stays
 * where it was for others; a failure is the coroutine's from now on.
 */
class Wait implements Callback<@Nullable Object, @Nullable Object> {
  private final Task<?> waiting;
  private @Nullable Object outcome;
  private boolean arrived;
  private boolean abandoned;

  private Wait(Task<?> waiting) {
    this.waiting = waiting;
  }

  /** One that can tell who waits, and where. */
  private static final class Noted extends Wait implements Waits.Waiter {
    private final Task<?> task;
    private final Place place;

    Noted(Task<?> task, Place place) {
      super(task);
      this.task = task;
      this.place = place;
    }

    @Override
    public @Nullable String who() {
      Place started = task.started();
      List<String> lines = place.lines();
      if (started != null && started.isOutside()) {
        String who = "the coroutine started at " + started.lines().getFirst();
        return lines.isEmpty() ? who : who + ", at " + String.join(" < ", lines) + ",";
      }
      return lines.isEmpty() ? null : "a coroutine at " + String.join(" < ", lines);
    }
  }

  static Wait on(Deferred<?> wanted, Task<?> waiting) {
    Place place = Place.noted();
    Wait wait = place == null ? new Wait(waiting) : new Noted(waiting, place);
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
