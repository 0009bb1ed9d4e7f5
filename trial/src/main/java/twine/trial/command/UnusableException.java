package twine.trial.command;

/** Trial cannot work here, for a reason that is told in one line. */
final class UnusableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableException(String message) {
    super(message);
  }
}
