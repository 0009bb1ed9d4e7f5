package twine.reactor.group;

/** A reactor of a group failed, and so all of them were stopped. */
public final class ReactorFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int number;

  /** Creates the exception with a message that names the reactor and says what went wrong. */
  ReactorFailedException(int number, int members, Throwable cause) {
    super("reactor " + number + " of " + members + " failed: " + cause, cause);
    this.number = number;
  }

  /** Which one it was, from 1. */
  public int number() {
    return number;
  }
}
