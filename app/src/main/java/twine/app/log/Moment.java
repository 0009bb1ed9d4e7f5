package twine.app.log;

import java.time.Clock;
import java.time.Instant;
import twine.loop.Loop;
import twine.loop.Timers;

/**
 * What time it is for a log: the wall's, because who reads a log wants to know; in a simulation the
 * simulation's, so that two runs from one seed say the same.
 */
final class Moment {
  private static final Clock WALL = Clock.systemUTC();

  private Moment() {}

  static Instant now() {
    Loop loop = Loop.current();
    return loop != null && loop.isSimulated() && loop instanceof Timers timers
        ? Instant.EPOCH.plusNanos(timers.nanoTime())
        : WALL.instant();
  }
}
