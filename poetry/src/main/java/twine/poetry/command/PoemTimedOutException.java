package twine.poetry.command;

import java.io.IOException;
import java.time.Duration;
import twine.loop.Seconds;
import twine.net.Address;

/** A poem was not complete within the time that it was given. */
public final class PoemTimedOutException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the server and the time. */
  public PoemTimedOutException(Address server, Duration timeout) {
    super("No poem from " + server + " within " + Seconds.of(timeout) + " s");
  }
}
