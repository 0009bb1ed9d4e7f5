package twine.poetry.command;

/**
 * The command line asks for something that cannot be: reported in one line, with how the program is
 * used, and exit status 2.
 */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the line that names the thing. */
  public UsageException(String message) {
    super(message);
  }
}
