package twine.net.error;

/** A connection was closed cleanly, by either side. */
public final class ConnectionDoneException extends ConnectionClosedException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ConnectionDoneException() {
    super("Connection was closed cleanly.", null);
  }
}
