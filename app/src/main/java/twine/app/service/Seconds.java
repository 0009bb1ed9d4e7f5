package twine.app.service;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations in words. */
final class Seconds {
  private Seconds() {}

  /** {@code 10 s}, {@code 0.25 s}. */
  static String of(Duration time) {
    var seconds =
        BigDecimal.valueOf(time.toSeconds()).add(BigDecimal.valueOf(time.toNanosPart(), 9));
    return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + " s";
  }
}
