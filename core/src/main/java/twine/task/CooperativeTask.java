package twine.task;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import twine.defer.CancelledException;
import twine.defer.Deferred;

/**
 * A computation that a {@link Cooperator} does a little at a time.
 *
 * <pre>
 *   READY ◀── resume ── PAUSED ◀── pause, a step returned a Deferred ── READY
 *     └── no more steps, a step failed, stop ──▶ DONE
 * </pre>
 */
public final class CooperativeTask {
  private final Cooperator cooperator;
  private final Iterator<?> steps;
  private final Deferred<@Nullable Void> done = new Deferred<>(ignored -> stop());
  private int pauses;
  private boolean over;

  CooperativeTask(Cooperator cooperator, Iterator<?> steps) {
    this.cooperator = cooperator;
    this.steps = steps;
  }

  /**
   * The end of the task, always the same object: fires with null after the last step, fails with
   * what a step threw, or with a {@link CancelledException} after {@link #stop}. Cancelling it
   * stops the task.
   */
  public Deferred<@Nullable Void> whenDone() {
    return done;
  }

  /** Holds the task up until {@link #resume} has been called as often. */
  public void pause() {
    if (pauses++ == 0 && !over) {
      cooperator.dequeue(this);
    }
  }

  /**
   * Takes a {@link #pause} back.
   *
   * @throws IllegalStateException if it is not paused
   */
  public void resume() {
    if (pauses == 0) {
      throw new IllegalStateException("the task is not paused");
    }
    if (--pauses == 0 && !over) {
      cooperator.enqueue(this);
    }
  }

  /** Ends the task before its time; nothing happens if it has ended. */
  public void stop() {
    if (!over) {
      cooperator.dequeue(this);
      end(new CancelledException());
    }
  }

  /** Does one step; tells whether the task is ready for another. */
  boolean step() {
    try {
      if (!steps.hasNext()) {
        end(null);
        return false;
      }
      if (steps.next() instanceof Deferred<?> waiting) {
        pauses++;
        waiting.onResult(ignored -> resume()).handle(failure -> end(failure.value()));
        return false;
      }
    } catch (Throwable thrown) {
      end(thrown);
      return false;
    }
    return !over && pauses == 0;
  }

  private void end(@Nullable Throwable reason) {
    if (over) {
      return;
    }
    over = true;
    if (reason == null) {
      done.callback(null);
    } else {
      done.errback(reason);
    }
  }
}
