package twine.app.service;

import java.time.Duration;
import java.util.ArrayDeque;
import twine.loop.Seconds;

/** How many restarts a supervisor makes within a while, and those that it has made. */
final class RestartLimit {
  private final int restarts;
  private final Duration period;
  private final ArrayDeque<Long> moments = new ArrayDeque<>();

  RestartLimit(int restarts, Duration period) {
    if (restarts < 0 || !period.isPositive()) {
      throw new IllegalArgumentException(
          "not a limit: %d restarts within %s".formatted(restarts, Seconds.of(period) + " s"));
    }
    this.restarts = restarts;
    this.period = period;
  }

  /** Counts one more, unless that would be too many. */
  boolean allows(long now) {
    long periodNanos = period.toNanos();
    while (!moments.isEmpty() && now - moments.getFirst() > periodNanos) {
      moments.removeFirst();
    }
    if (moments.size() >= restarts) {
      return false;
    }
    moments.add(now);
    return true;
  }

  /** Begins to count anew. */
  void reset() {
    moments.clear();
  }

  RestartLimitException exceeded(String child, Throwable cause) {
    return new RestartLimitException(child, restarts, period, cause);
  }
}
