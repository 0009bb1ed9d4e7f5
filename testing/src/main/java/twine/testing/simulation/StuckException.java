package twine.testing.simulation;

/**
 * Nothing can ever happen again in a simulation, and somebody still waits. The message says who
 * waits for what, with the lines of the program, what is open, and what happened last.
 */
public final class StuckException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StuckException(String message) {
    super(message);
  }
}
