package twine.reactor.error;

/** A reactor was to be installed when there was one already. */
public final class ReactorAlreadyInstalledException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with a message that says what was attempted. */
  public ReactorAlreadyInstalledException(String message) {
    super(message);
  }
}
