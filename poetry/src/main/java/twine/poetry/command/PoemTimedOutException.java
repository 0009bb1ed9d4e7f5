package twine.poetry.command;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import twine.net.Address;

/** A poem was not complete within the time that it was given. */
public final class PoemTimedOutException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the server and the time. */
  public PoemTimedOutException(Address server, Duration timeout) {
    super("No poem from " + server + " within " + seconds(timeout) + " s");
  }

  private static String seconds(Duration time) {
    BigDecimal seconds =
        BigDecimal.valueOf(time.toSeconds()).add(BigDecimal.valueOf(time.toNanosPart(), 9));
    return seconds.stripTrailingZeros().toPlainString();
  }
}
