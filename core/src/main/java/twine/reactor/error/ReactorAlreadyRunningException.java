package twine.reactor.error;

/** A running reactor was told to run. */
public final class ReactorAlreadyRunningException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that says what was attempted. */
  public ReactorAlreadyRunningException(String message) {
    super(message);
  }
}
