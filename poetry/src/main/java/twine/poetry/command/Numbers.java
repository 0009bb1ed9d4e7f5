package twine.poetry.command;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Numbers as people type them; whatever makes no sense is refused with its name. */
public final class Numbers {
  private static final int HIGHEST_PORT = 65_535;
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(365).toSeconds());

  private Numbers() {}

  /** A port to listen on; 0 for any. */
  public static int port(String text) {
    return port(text, 0);
  }

  /** A port, from {@code lowest} to 65535. */
  static int port(String text, int lowest) {
    if (isShortNumber(text)) {
      int port = Integer.parseInt(text);
      if (lowest <= port && port <= HIGHEST_PORT) {
        return port;
      }
    }
    throw refused(text, "is not a port, which is a number from " + lowest + " to " + HIGHEST_PORT);
  }

  /** A count that is at least 1. */
  public static int count(String text) {
    return count(text, 1);
  }

  /** A count that may be 0. */
  public static int countOrNone(String text) {
    return count(text, 0);
  }

  private static int count(String text, int lowest) {
    if (isShortNumber(text)) {
      int count = Integer.parseInt(text);
      if (count >= lowest) {
        return count;
      }
    }
    throw refused(text, "is not a number from " + lowest + " to 999999999");
  }

  /** By hand: Integer.parseInt would also take "+80" and the digits of other scripts. */
  private static boolean isShortNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 9
        && text.chars().allMatch(digit -> '0' <= digit && digit <= '9');
  }

  /** A time to wait, in seconds and parts of them; it may be 0. */
  public static Duration delay(String text) {
    Duration delay = seconds(text);
    if (delay.isNegative()) {
      throw refused(text, "is negative");
    }
    return delay;
  }

  /** A time after which to give up, in seconds and parts of them; more than 0. */
  public static Duration timeout(String text) {
    Duration timeout = seconds(text);
    if (!timeout.isPositive()) {
      throw refused(text, "is not more than 0");
    }
    return timeout;
  }

  private static Duration seconds(String text) {
    BigDecimal seconds;
    try {
      seconds = new BigDecimal(text);
    } catch (NumberFormatException _) {
      throw refused(text, "is not a number of seconds");
    }
    // By the size first: BigDecimal takes 1e999999999, which no arithmetic should ever see.
    if (seconds.precision() - (long) seconds.scale() > 9 || seconds.abs().compareTo(LONGEST) > 0) {
      throw refused(text, "is more seconds than a year has");
    }
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }

  private static TypeConversionException refused(String text, String why) {
    return new TypeConversionException("'" + text + "' " + why);
  }
}
