package twine.task;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import twine.defer.Deferred;
import twine.loop.Timers;

/**
 * Does long computations a little at a time, so that the loop can do other things in between (the
 * book's Part 4: "it's up to us to split it up into smaller chunks").
 *
 * <p>A task is an {@link Iterator}: each {@code next} is one step. A step that returns a {@link
 * Deferred} holds its task up until that has fired. All tasks of a cooperator take turns, step by
 * step, for a short slice of time in each turn of the loop.
 */
public final class Cooperator {
  private static final Duration SLICE = Duration.ofMillis(10);

  /** Ends a slice where the clock does not: in virtual time no step takes any. */
  private static final int STEPS = 1_000;

  private final Timers timers;
  private final long slice;
  private final ArrayDeque<CooperativeTask> ready = new ArrayDeque<>();
  private boolean scheduled;

  /** A cooperator that takes up to 10 ms of each turn. */
  public Cooperator(Timers timers) {
    this(timers, SLICE);
  }

  /** A cooperator that takes up to {@code slice} of each turn, and at least one step. */
  public Cooperator(Timers timers, Duration slice) {
    this.timers = timers;
    this.slice = slice.toNanos();
  }

  /** Takes on a task; its first step is done in the next turn. */
  public CooperativeTask cooperate(Iterator<?> steps) {
    CooperativeTask task = new CooperativeTask(this, steps);
    enqueue(task);
    return task;
  }

  void enqueue(CooperativeTask task) {
    ready.addLast(task);
    if (!scheduled) {
      scheduled = true;
      timers.callLater(Duration.ZERO, this::work);
    }
  }

  void dequeue(CooperativeTask task) {
    ready.remove(task);
  }

  private void work() {
    scheduled = false;
    long start = timers.nanoTime();
    for (int steps = 0; steps < STEPS; steps++) {
      CooperativeTask next = ready.poll();
      if (next == null) {
        return;
      }
      if (next.step()) {
        ready.addLast(next);
      }
      if (timers.nanoTime() - start >= slice) {
        break;
      }
    }
    if (!ready.isEmpty() && !scheduled) {
      scheduled = true;
      timers.callLater(Duration.ZERO, this::work);
    }
  }
}
