package twine.poetry.part13;

import java.io.IOException;
import twine.net.Address;

/** There was a connection to a transform server, but no poem came back. */
public final class NoTransformedPoemException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the server and says why there is no poem. */
  public NoTransformedPoemException(Address server, String why) {
    super("No transformed poem from " + server + ": " + why);
  }
}
