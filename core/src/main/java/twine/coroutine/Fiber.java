package twine.coroutine;

/**
 * A piece of code that can stop in the middle and go on later, on a virtual thread of its own. It
 * and the thread of the loop take turns; who gives the turn away waits until it comes back.
 *
 * <pre>
 *            mount                            lend
 *   WAITING ───────▶ RUNNING, on the loop ───────────▶ LENT, beside the loop
 *      ▲                │      │     ▲                          │
 *      └────────────────┘      │     └──────── giveBack ────────┘
 *             unmount          └──▶ ended
 * </pre>
 *
 * <p>A fiber that blocks in the JDK while it is RUNNING keeps the turn, so {@link #mount} does not
 * return; that is what makes code between two awaits alone on the loop.
 */
abstract class Fiber {
  private final Runnable body;
  private boolean ended;

  Fiber(Runnable body) {
    this.body = body;
  }

  /** What the fiber's thread does. */
  final void runBody() {
    try {
      body.run();
    } finally {
      ended = true;
    }
  }

  final boolean ended() {
    return ended;
  }

  // ---- on the thread of the loop, and never on another fiber's

  /** Lets the fiber run until it gives the turn back, by unmounting, by lending or by its end. */
  abstract void mount();

  /** The frames of the thread that carries the fiber, or waits for it. */
  abstract StackTraceElement[] below();

  /** Interrupts the thread, which is LENT. */
  abstract void interrupt();

  // ---- on the fiber's thread

  /**
   * Gives the turn back and waits for the next {@link #mount}.
   *
   * @throws IllegalStateException if that cannot be here; the fiber goes on with its turn
   */
  abstract void unmount();

  /**
   * Gives the turn back and goes on beside the loop.
   *
   * @throws IllegalStateException if that cannot be here; the fiber goes on with its turn
   */
  abstract void lend();

  /** Calls {@code ready} once the fiber can be mounted again, and waits until it is. */
  abstract void giveBack(Runnable ready);
}
