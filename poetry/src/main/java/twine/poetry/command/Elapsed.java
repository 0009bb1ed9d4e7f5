package twine.poetry.command;

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

  private static String digits(int number, int width) {
    String digits = Integer.toString(number);
    return "0".repeat(width - digits.length()) + digits;
  }
}
