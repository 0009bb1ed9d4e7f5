package twine.reactor.error;

/** A reactor that had stopped was told to run again. */
public final class ReactorNotRestartableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that says what was attempted. */
  public ReactorNotRestartableException(String message) {
    super(message);
  }
}
