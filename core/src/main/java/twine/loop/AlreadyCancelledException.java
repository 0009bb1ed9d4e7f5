package twine.loop;

/** A {@link DelayedCall} that was cancelled before was cancelled or moved again. */
public final class AlreadyCancelledException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that says what was attempted. */
  public AlreadyCancelledException(String message) {
    super(message);
  }
}
