package twine.poetry.command;

import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Numbers as people type them; whatever makes no sense is refused with its name. */
public final class Numbers {
  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_DIGITS = 9;
  private static final int NANO_DIGITS = 9;
  private static final Duration LONGEST = Duration.ofDays(365);

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
    return text.length() <= MOST_DIGITS && isDigits(text);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(digit -> '0' <= digit && digit <= '9');
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

  /** By hand, as it is written: see {@link twine.loop.Seconds}. */
  private static Duration seconds(String text) {
    boolean negative = text.startsWith("-");
    String number = negative ? text.substring(1) : text;
    int point = number.indexOf('.');
    String whole = point < 0 ? number : number.substring(0, point);
    String decimals = point < 0 ? "" : number.substring(point + 1);
    if (!isDigits(whole + decimals)) {
      throw refused(text, "is not a number of seconds");
    }
    if (whole.length() > MOST_DIGITS) {
      throw refusedAsTooLong(text);
    }
    String nanos = (decimals + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS);
    Duration time = Duration.ofSeconds(Integer.parseInt("0" + whole), Integer.parseInt(nanos));
    if (time.compareTo(LONGEST) > 0) {
      throw refusedAsTooLong(text);
    }
    return negative ? time.negated() : time;
  }

  private static TypeConversionException refusedAsTooLong(String text) {
    return refused(text, "is more seconds than a year has");
  }

  private static TypeConversionException refused(String text, String why) {
    return new TypeConversionException("'" + text + "' " + why);
  }
}
