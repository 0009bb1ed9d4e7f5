package twine.net.error;

/** This side dropped the connection with {@code abortConnection}. */
public final class ConnectionAbortedException extends ConnectionLostException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ConnectionAbortedException() {
    super("Connection was aborted locally, using abortConnection().");
  }
}
