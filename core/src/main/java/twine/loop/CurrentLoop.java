package twine.loop;

import org.jspecify.annotations.Nullable;

/**
 * The loop that each thread is on. Only implementations of {@link Loop} have a use for this class;
 * everybody else asks {@link Loop#current}.
 */
public final class CurrentLoop {
  private static final ThreadLocal<@Nullable Loop> CURRENT = new ThreadLocal<>();

  private CurrentLoop() {}

  /** The calling thread's loop, or null. */
  public static @Nullable Loop get() {
    return CURRENT.get();
  }

  /**
   * Puts the calling thread on {@code loop}, or on none.
   *
   * @return the loop that it was on before, to be put back when the caller leaves
   */
  public static @Nullable Loop enter(@Nullable Loop loop) {
    Loop before = CURRENT.get();
    if (loop == null) {
      CURRENT.remove();
    } else {
      CURRENT.set(loop);
    }
    return before;
  }
}
