package twine.loop;

import java.time.Duration;

/**
 * Durations as people read them.
 *
 * <p>Digit by digit, because the first use of a {@link java.math.BigDecimal} takes a JVM 25 to 70
 * ms: most of what a small program takes to start.
 *
 * <p><b>Thread rule.</b> Any thread.
 */
public final class Seconds {
  private static final int DECIMALS = 9;

  private Seconds() {}

  /** Seconds, with as many decimals as it takes: {@code 60}, {@code 0.25}, {@code -1.5}. */
  public static String of(Duration time) {
    if (time.isNegative()) {
      return "-" + of(time.negated());
    }
    String whole = Long.toString(time.toSeconds());
    int nanos = time.toNanosPart();
    return nanos == 0 ? whole : whole + "." + decimals(nanos);
  }

  private static String decimals(int nanos) {
    String digits = Integer.toString(nanos);
    String all = "0".repeat(DECIMALS - digits.length()) + digits;
    int end = DECIMALS;
    while (all.charAt(end - 1) == '0') {
      end--;
    }
    return all.substring(0, end);
  }
}
