package twine.poetry.command;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times and counts, as people type them. */
public final class Numbers {
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Duration.ofDays(365).toSeconds());

  private Numbers() {}

  /** A time to wait, in seconds and parts of them; it may be 0. */
  public static final class Delay implements ITypeConverter<Duration> {

    /** For picocli. */
    public Delay() {}

    @Override
    public Duration convert(String text) {
      Duration delay = seconds(text);
      if (delay.isNegative()) {
        throw new TypeConversionException("'" + text + "' is negative");
      }
      return delay;
    }
  }

  /** A time after which to give up, in seconds and parts of them; more than 0. */
  public static final class Timeout implements ITypeConverter<Duration> {

    /** For picocli. */
    public Timeout() {}

    @Override
    public Duration convert(String text) {
      Duration timeout = seconds(text);
      if (!timeout.isPositive()) {
        throw new TypeConversionException("'" + text + "' is not more than 0");
      }
      return timeout;
    }
  }

  /** A count that is at least 1. */
  public static final class Count implements ITypeConverter<Integer> {

    /** For picocli. */
    public Count() {}

    @Override
    public Integer convert(String text) {
      return count(text, 1);
    }
  }

  /** A count that may be 0. */
  public static final class CountOrNone implements ITypeConverter<Integer> {

    /** For picocli. */
    public CountOrNone() {}

    @Override
    public Integer convert(String text) {
      return count(text, 0);
    }
  }

  private static Duration seconds(String text) {
    BigDecimal seconds;
    try {
      seconds = new BigDecimal(text);
    } catch (NumberFormatException _) {
      throw new TypeConversionException("'" + text + "' is not a number of seconds");
    }
    // By the size first: BigDecimal takes 1e999999999, which no arithmetic should ever see.
    if (seconds.precision() - (long) seconds.scale() > 9 || seconds.abs().compareTo(LONGEST) > 0) {
      throw new TypeConversionException("'" + text + "' seconds is more than a year");
    }
    return Duration.ofNanos(seconds.movePointRight(9).longValue());
  }

  private static int count(String text, int lowest) {
    if (text.matches("[0-9]{1,9}")) {
      int count = Integer.parseInt(text);
      if (count >= lowest) {
        return count;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is not a number from " + lowest + " to 999999999");
  }
}
