package twine.loop;

import java.time.Duration;

/** A clock, and calls made later by it. */
public interface Timers {

  /**
   * Calls {@code call} once, on the loop, when {@code delay} has passed: never early, and late only
   * by what keeps the loop busy. Calls that are due at the same time run in the order in which they
   * were scheduled. A call scheduled with a delay of zero from inside another one runs in the next
   * turn of the loop, so that a chain of them cannot starve I/O. What {@code call} throws is logged
   * and harms nothing else.
   *
   * @throws IllegalArgumentException if {@code delay} is negative
   */
  DelayedCall callLater(Duration delay, Runnable call);

  /**
   * Now, in nanoseconds since an arbitrary but fixed moment; only differences mean anything. It
   * never goes back. In a simulation this is virtual time.
   */
  long nanoTime();
}
