package twine.loop;

import org.jspecify.annotations.Nullable;

/**
 * The loop that each thread is on. Only implementations of {@link Loop} have a use for this class;
 * everybody else asks {@link Loop#current}.
 */
public final class CurrentLoop {
  /** A {@link Loop}, on its own thread, or the {@link Strand} that a thread was made for. */
  private static final ThreadLocal<@Nullable Object> CURRENT = new ThreadLocal<>();

  private CurrentLoop() {}

  /** The calling thread's loop, or null. */
  public static @Nullable Loop get() {
    Object current = CURRENT.get();
    return current instanceof Strand strand ? strand.loop : (Loop) current;
  }

  /**
   * Puts the calling thread on {@code loop}, or on none.
   *
   * @return the loop that it was on before, to be put back when the caller leaves
   */
  public static @Nullable Loop enter(@Nullable Loop loop) {
    Object current = CURRENT.get();
    if (current instanceof Strand strand) {
      Loop before = strand.loop;
      strand.loop = loop;
      return before;
    }
    if (loop == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(loop);
    }
    return (Loop) current;
  }

  /** What the calling thread was made for, or null on a loop's own and on an ordinary thread. */
  public static @Nullable Strand strand() {
    return CURRENT.get() instanceof Strand strand ? strand : null;
  }

  static void enter(Strand strand) {
    CURRENT.set(strand);
  }
}
