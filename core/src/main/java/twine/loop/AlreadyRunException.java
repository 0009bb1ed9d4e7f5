package twine.loop;

/** A {@link DelayedCall} that has been made already was cancelled or moved. */
public final class AlreadyRunException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that says what was attempted. */
  public AlreadyRunException(String message) {
    super(message);
  }
}
