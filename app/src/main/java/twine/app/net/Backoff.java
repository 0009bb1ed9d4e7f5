package twine.app.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a client waits before it tries again: longer after each failure, and by chance a little
 * shorter than the others, so that a server that comes back is not met by all of its clients at
 * once.
 *
 * @param first the wait after the first failure
 * @param longest the longest wait
 * @param factor how many times longer each wait is than the one before it, at least 1
 * @param jitter the part of a wait, from 0 to 1, that chance may take away
 */
public record Backoff(Duration first, Duration longest, double factor, double jitter) {

  /** From one second to a minute, half as long again each time, up to half of it left to chance. */
  public static final Backoff USUAL =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 1.5, 0.5);

  /**
   * Checks all.
   *
   * @throws IllegalArgumentException if something is out of its bounds
   */
  public Backoff {
    if (!first.isPositive() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "no wait can be from " + first + " to " + longest + " long");
    }
    if (!(factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("the factor must be 1 or more, not " + factor);
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("the jitter must be from 0 to 1, not " + jitter);
    }
  }

  /**
   * The wait after so many failures in a row.
   *
   * @param failures at least 1
   */
  Duration after(int failures, RandomGenerator random) {
    double grown = first.toNanos() * Math.pow(factor, failures - 1.0);
    double nanos = Math.min(grown, (double) longest.toNanos());
    return Duration.ofNanos((long) (nanos * (1 - jitter * random.nextDouble())));
  }
}
