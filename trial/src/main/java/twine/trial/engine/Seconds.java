package twine.trial.engine;

import java.time.Duration;
import java.util.Locale;

/** How times are written. */
final class Seconds {
  private static final double MILLIS = 1e3;

  private Seconds() {}

  static String of(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toMillis() / MILLIS)
        .replaceFirst("[.]?0+ s", " s");
  }

  static Duration of(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
