package twine.net.error;

import org.jspecify.annotations.Nullable;

/**
 * A connection ended in a way that was not clean, so nobody can say how much of what was sent last
 * has arrived.
 */
public sealed class ConnectionLostException extends ConnectionClosedException
    permits ConnectionAbortedException, WriteLimitExceededException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the system's own report, if there is one. */
  public ConnectionLostException(@Nullable Throwable cause) {
    super(
        "Connection to the other side was lost in a non-clean fashion"
            + (cause == null || cause.getMessage() == null ? "." : ": " + cause.getMessage()),
        cause);
  }

  ConnectionLostException(String message) {
    super(message, null);
  }
}
