package twine.poetry.command;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import twine.net.Address;

/** A connection broke before its poem was complete. */
public final class PoemLostException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the server and how much had arrived. */
  public PoemLostException(Address server, int bytes, @Nullable Throwable cause) {
    super(
        "The connection to "
            + server
            + " was lost after "
            + bytes
            + " bytes of poetry"
            + (cause == null ? "" : ": " + cause.getMessage()),
        cause);
  }
}
