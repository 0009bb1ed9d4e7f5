package twine.app.service;

/** A service that should never end said that it has finished. */
final class FinishedException extends Exception {
  private static final long serialVersionUID = 1L;

  FinishedException() {
    super("it has finished");
  }
}
