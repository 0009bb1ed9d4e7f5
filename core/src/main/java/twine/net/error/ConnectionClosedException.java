package twine.net.error;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A connection ended, one way or another. These exceptions carry no stack trace: they tell of
 * something that happened on the network and not at a line of the program, once for each
 * connection.
 */
public abstract sealed class ConnectionClosedException extends IOException
    permits ConnectionDoneException, ConnectionLostException {
  private static final long serialVersionUID = 1L;

  ConnectionClosedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Does nothing: see the class comment. */
  @Override
  public final Throwable fillInStackTrace() {
    return this;
  }
}
