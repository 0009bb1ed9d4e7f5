package twine.net.error;

import java.time.Duration;
import twine.loop.Seconds;
import twine.net.Address;

/** Nobody answered at the address within the time that was given. */
public final class ConnectTimedOutException extends ConnectFailedException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names {@code destination} and the time given. */
  public ConnectTimedOutException(Address destination, Duration timeout) {
    super(destination, "No answer within " + Seconds.of(timeout) + " s", null);
  }
}
