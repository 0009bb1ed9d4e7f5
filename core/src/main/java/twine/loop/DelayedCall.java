package twine.loop;

import java.time.Duration;

/**
 * A call that {@link Timers#callLater} was asked to make (the book's Part 4, exercise 2, and Part
 * 19).
 *
 * <pre>
 *              ┌── reset, delay ──┐
 *              ▼                  │
 *   callLater ─▶ ACTIVE ──────────┘
 *                 │  └── cancel ──▶ CANCELLED
 *                 └── its time ───▶ CALLED
 * </pre>
 *
 * <p>To be used on the loop only.
 */
public interface DelayedCall {

  /**
   * Takes the call back: it will not be made, and the loop lets go of it at once.
   *
   * @throws AlreadyCancelledException if it was cancelled before
   * @throws AlreadyRunException if it has been made, or is being made now
   */
  void cancel();

  /**
   * Starts the wait again: the call is made when {@code delay} has passed from now.
   *
   * @throws AlreadyCancelledException if it was cancelled before
   * @throws AlreadyRunException if it has been made, or is being made now
   * @throws IllegalArgumentException if {@code delay} is negative
   */
  void reset(Duration delay);

  /**
   * Puts the call off by {@code extra} after the time for which it is scheduled; a negative {@code
   * extra} brings it nearer.
   *
   * @throws AlreadyCancelledException if it was cancelled before
   * @throws AlreadyRunException if it has been made, or is being made now
   */
  void delay(Duration extra);

  /** Whether the call is still to be made. */
  boolean active();

  /**
   * The moment for which the call is (or was) scheduled, on the clock of {@link Timers#nanoTime}.
   */
  long getTime();
}
