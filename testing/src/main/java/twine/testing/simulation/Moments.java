package twine.testing.simulation;

import java.util.Locale;

/** How moments are written. */
final class Moments {
  private static final double NANOS_PER_SECOND = 1e9;

  private Moments() {}

  static String show(long nanos) {
    return String.format(Locale.ROOT, "%.6f s", nanos / NANOS_PER_SECOND);
  }
}
