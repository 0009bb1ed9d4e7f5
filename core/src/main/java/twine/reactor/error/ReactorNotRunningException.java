package twine.reactor.error;

/** A reactor that does not run, or not any more, was asked for what only a running one can do. */
public final class ReactorNotRunningException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that says what was attempted. */
  public ReactorNotRunningException(String message) {
    super(message);
  }
}
