package twine.coroutine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import twine.loop.CurrentLoop;
import twine.loop.Loop;

/**
 * Whose turn it is on a loop's thread. One routine runs at a time, and it is carried by the loop's
 * own stack, so one that wants another to run cannot call it. What can be told to wait, waits for
 * the routine that runs to give its turn back; what cannot, a start, makes that one step aside:
 *
 * <pre>
 *   resumed by a fire    runs when the running one waits or ends, before any other event
 *   started              runs at once, to its first wait, and then the one that stepped aside
 * </pre>
 *
 * <p>There is one for each thread that routines have been started on. All methods are called on
 * that thread or on the routine that it carries.
 */
final class Turns {
  private static final ThreadLocal<Turns> OF_THREAD = ThreadLocal.withInitial(Turns::new);

  private final Thread thread = Thread.currentThread();
  private final @Nullable HeldMonitors monitors =
      Fibers.backEnd() == BackEnd.CARRIED ? new HeldMonitors() : null;

  /** How many calls of {@link #run} are on the stack: more than one when callbacks start more. */
  private int depth;

  /** Who was resumed, and waits for its turn. */
  private final ArrayDeque<Routine> resumed = new ArrayDeque<>();

  /** Who stepped aside for whom it starts, the innermost one first. */
  private final ArrayDeque<Routine> aside = new ArrayDeque<>();

  /** Whom the first of them has stepped aside for just now. */
  private @Nullable Routine started;

  private Turns() {}

  /** Those of the thread that the caller is on, or that carries it, and that may be a loop's. */
  static Turns here() {
    if (Routine.runningBeside()) {
      throw new IllegalStateException(
          "Work given to blocking is not on the loop, and can start no coroutine there.");
    }
    Turns turns = anywhere();
    if (turns.thread.isVirtual()) {
      throw new IllegalStateException(
          "Coroutines run on the thread of a loop, and a virtual thread cannot be one.");
    }
    return turns;
  }

  /** The same for generators, which need no loop. */
  static Turns anywhere() {
    Routine running = Routine.running();
    return running == null ? OF_THREAD.get() : running.turns();
  }

  /** Gives {@code routine} a turn now: when this returns it has given it back. */
  void now(Routine routine) {
    Routine running = Routine.running();
    if (running == null) {
      run(routine, CurrentLoop.get());
    } else {
      stepAside(running, routine);
    }
  }

  /** Gives {@code routine} a turn as soon as nobody has one. */
  void soon(Routine routine) {
    if (depth == 0) {
      run(routine, CurrentLoop.get());
    } else {
      resumed.add(routine);
    }
  }

  /**
   * The same, if the caller is on this thread or carried by it, and on the routine's own loop.
   *
   * @return whether it was
   */
  boolean soonIfHere(Routine routine) {
    if (!isHere() || !isOnLoopOf(routine)) {
      return false;
    }
    soon(routine);
    return true;
  }

  private boolean isHere() {
    if (Thread.currentThread() == thread) {
      return true;
    }
    Routine running = Routine.running();
    return running != null && running.turns() == this;
  }

  private static boolean isOnLoopOf(Routine routine) {
    Loop home = routine.home();
    return home == null || home == CurrentLoop.get();
  }

  /** Runs {@code first}, and whatever has to run before the caller goes on. */
  private void run(Routine first, @Nullable Loop loop) {
    int asideBefore = aside.size();
    depth++;
    try {
      if (monitors != null) {
        monitors.keep();
      }
      for (Routine next = first; next != null; next = next(asideBefore)) {
        next.takeTurn(this, loop);
      }
    } finally {
      depth--;
    }
  }

  /** A run inside another one leaves to that one what does not come from its own routine. */
  private @Nullable Routine next(int asideBefore) {
    Routine child = started;
    if (child != null) {
      started = null;
      return child;
    }
    if (aside.size() > asideBefore) {
      return aside.pop();
    }
    return depth == 1 ? resumed.poll() : null;
  }

  private void stepAside(Routine running, Routine other) {
    aside.push(running);
    started = other;
    try {
      running.fiber.unmount();
    } catch (IllegalStateException pinned) {
      aside.pop();
      started = null;
      throw pinned;
    }
  }
}
