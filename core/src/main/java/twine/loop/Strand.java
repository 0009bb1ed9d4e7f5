package twine.loop;

import org.jspecify.annotations.Nullable;

/**
 * Something that runs on a loop, in turn with everything else there, but on a thread of its own: a
 * coroutine. Only what makes such threads has a use for this class; everybody else asks {@link
 * Loop#current}, which knows of them.
 *
 * <p>It belongs to its thread while that runs, and to the loop's while that waits; one hands over
 * to the other, so no field need be volatile.
 */
public abstract class Strand {
  @Nullable Loop loop;
  private int callbacks;

  /** For subclasses. */
  protected Strand() {}

  /** The calling thread runs this strand, and nothing else as long as it lives. */
  protected final void enter() {
    CurrentLoop.enter(this);
  }

  /** The strand that the calling thread runs, or null if that is an ordinary one or a loop's. */
  protected static @Nullable Strand current() {
    return CurrentLoop.strand();
  }

  /** The loop that this is on, or null while it is on none. */
  protected final @Nullable Loop loop() {
    return loop;
  }

  /** This is on {@code loop} from now on, or on none. */
  protected final void moveTo(@Nullable Loop loop) {
    this.loop = loop;
  }

  /**
   * Whether it is in the middle of a callback: one that belongs to somebody else, as far as the
   * strand is concerned, and only happens to run because the strand fired something.
   */
  protected final boolean inCallback() {
    return callbacks > 0;
  }

  /** A callback begins. */
  public final void beginCallback() {
    callbacks++;
  }

  /** The callback that began last is over. */
  public final void endCallback() {
    callbacks--;
  }
}
