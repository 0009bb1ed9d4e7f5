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

  private final ArrayDeque<Routine> next = new ArrayDeque<>();

  /** How many calls of {@link #take} are on the stack: more than one when callbacks start more. */
  private int depth;

  private final Thread thread = Thread.currentThread();

  private Turns() {}

  /** Those of the thread that the caller is on, or that carries it, and that may be a loop's. */
  static Turns here() {
    Turns turns = anywhere();
    if (turns.thread.isVirtual()) {
      throw new IllegalStateException("Coroutines run on a loop, and a virtual thread is none.");
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
      take(routine, CurrentLoop.get());
    } else {
      stepAside(running, routine);
    }
  }

  /** Gives {@code routine} a turn as soon as nobody has one. */
  void soon(Routine routine) {
    if (depth == 0) {
      take(routine, CurrentLoop.get());
    } else {
      next.add(routine);
    }
  }

  /**
   * The same, if the caller is on this thread or carried by it, and on the routine's own loop.
   *
   * @return whether it was
   */
  boolean soonIfHere(Routine routine) {
    if (Thread.currentThread() != thread) {
      Routine running = Routine.running();
      if (running == null || running.turns() != this || running.home() != routine.home()) {
        return false;
      }
      next.add(routine);
      return true;
    }
    Loop loop = CurrentLoop.get();
    if (routine.home() != null && loop != routine.home()) {
      return false;
    }
    if (depth == 0) {
      take(routine, loop);
    } else {
      next.add(routine);
    }
    return true;
  }

  private void take(Routine first, @Nullable Loop loop) {
    depth++;
    try {
      Routine routine = first;
      do {
        routine.takeTurn(this, loop);
        routine = next.poll();
      } while (routine != null);
    } finally {
      depth--;
    }
  }

  private void stepAside(Routine running, Routine other) {
    next.addFirst(running);
    next.addFirst(other);
    try {
      running.fiber.unmount();
    } catch (IllegalStateException pinned) {
      next.removeFirst();
      next.removeFirst();
      throw pinned;
    }
  }
}
