package twine.poetry.get;

import java.io.IOException;
import twine.net.Address;

/** A connection ended before its poem was complete. */
final class PoemCutShortException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the server and says what came of the promise. */
  PoemCutShortException(Address server, Promised promised, Throwable cause) {
    super(
        "The connection to " + server + " was lost " + promised + ": " + cause.getMessage(), cause);
  }
}
