package twine.poetry.command;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as text. */
public final class Elapsed {
  private Elapsed() {}

  /** As the book prints it: {@code H:MM:SS.ffffff}, rounded down to the microsecond. */
  public static String format(Duration time) {
    return time.toHours()
        + ":"
        + digits(time.toMinutesPart(), 2)
        + ":"
        + digits(time.toSecondsPart(), 2)
        + "."
        + digits(time.toNanosPart() / 1000, 6);
  }

  /** As people type it: seconds, with as many decimals as it takes, {@code 60} or {@code 0.2}. */
  public static String seconds(Duration time) {
    BigDecimal seconds =
        BigDecimal.valueOf(time.toSeconds()).add(BigDecimal.valueOf(time.toNanosPart(), 9));
    return seconds.stripTrailingZeros().toPlainString();
  }

  private static String digits(int number, int width) {
    String digits = Integer.toString(number);
    return "0".repeat(width - digits.length()) + digits;
  }
}
