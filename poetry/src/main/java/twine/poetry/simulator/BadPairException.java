package twine.poetry.simulator;

/** A line that is not a callback and an errback. */
final class BadPairException extends Exception {
  private static final long serialVersionUID = 1L;

  BadPairException(String message) {
    super(message);
  }
}
