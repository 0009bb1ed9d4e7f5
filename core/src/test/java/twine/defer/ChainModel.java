package twine.defer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Deferred that is obviously right: it recurs, it is slow, it has no types, and there is nothing
 * clever in it. A {@link Failure} is a failure, everything else is a result.
 */
final class ChainModel {

  /** What a chain does at one place. */
  interface Step {
    @Nullable Object apply(@Nullable Object result);
  }

  /** What cancelling does besides failing it. */
  interface Cancelling {
    void run(ChainModel model);
  }

  /** The step that gives the result to the chain that waits for it. */
  private record Resume(ChainModel waiting) implements Step {
    @Override
    public @Nullable Object apply(@Nullable Object result) {
      waiting.waitsFor = null;
      waiting.result = result;
      waiting.goOn();
      return null;
    }
  }

  /** The step that fires another one with the result. */
  private record Fire(ChainModel other) implements Step {
    @Override
    public @Nullable Object apply(@Nullable Object result) {
      try {
        other.fire(result);
        return null;
      } catch (IllegalStateException alreadyCalled) {
        return new Failure(alreadyCalled);
      }
    }
  }

  private final @Nullable Cancelling cancelling;
  private final Deque<Step> steps = new ArrayDeque<>();
  private @Nullable Object result;
  private @Nullable ChainModel waitsFor;
  private boolean fired;
  private boolean running;
  private boolean beingCancelled;
  private boolean swallows;
  private int pauses;

  ChainModel(@Nullable Cancelling cancelling) {
    this.cancelling = cancelling;
  }

  boolean hasFired() {
    return fired;
  }

  /** The failure that it has come to, if that is what it has. */
  @Nullable Failure failure() {
    return fired && !running && waitsFor == null && result instanceof Failure failure
        ? failure
        : null;
  }

  void fire(@Nullable Object outcome) {
    if (!fired) {
      fired = true;
      result = outcome;
      goOn();
    } else if (swallows) {
      swallows = false;
    } else {
      throw new IllegalStateException("already called");
    }
  }

  void add(Step step) {
    steps.add(step);
    goOn();
  }

  void chain(ChainModel other) {
    add(new Fire(other));
  }

  void pause() {
    pauses++;
  }

  void unpause() {
    if (pauses == 0) {
      throw new IllegalStateException("not paused");
    }
    pauses--;
    goOn();
  }

  void cancel() {
    if (waitsFor != null) {
      waitsFor.cancel();
    } else if (!fired && !beingCancelled) {
      if (cancelling == null) {
        swallows = true;
      } else {
        beingCancelled = true;
        cancelling.run(this);
      }
      if (!fired) {
        fire(new Failure(new CancelledException()));
      }
    }
  }

  private boolean isReady() {
    return fired && !running && waitsFor == null && pauses == 0;
  }

  private void goOn() {
    while (isReady() && !steps.isEmpty()) {
      Step step = steps.remove();
      Object argument = result;
      if (step instanceof Resume || step instanceof Fire) {
        result = null;
        Object next = step.apply(argument);
        if (next != null) {
          result = next;
        }
      } else {
        running = true;
        Object next = step.apply(argument);
        running = false;
        settle(next);
      }
    }
  }

  private void settle(@Nullable Object next) {
    if (!(next instanceof ChainModel inner)) {
      result = next;
    } else if (inner == this || inner.comesToWaitFor(this)) {
      result = new Failure(new IllegalStateException("circle"));
    } else if (inner.isReady()) {
      result = inner.result;
      inner.result = null;
    } else {
      waitsFor = inner;
      inner.steps.add(new Resume(this));
    }
  }

  private boolean comesToWaitFor(ChainModel other) {
    return waitsFor != null
        && (waitsFor.equals(other) || Objects.requireNonNull(waitsFor).comesToWaitFor(other));
  }
}
