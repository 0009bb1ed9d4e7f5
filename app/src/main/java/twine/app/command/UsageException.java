package twine.app.command;

/** The command line asks for something that cannot be. The message is one line for people. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
