package twine.defer;

/**
 * One of several Deferreds failed, and the rest was not waited for: see {@link
 * DeferredList#fireOnOneErrback} and {@link DeferredList#gatherResults}.
 */
public final class FirstErrorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Failure failure;
  private final int index;

  /** Creates the exception for the member at {@code index} (from 0), which failed so. */
  public FirstErrorException(Failure failure, int index) {
    super("Number " + index + " failed: " + failure.describe(), failure.value());
    this.failure = failure;
    this.index = index;
  }

  /** How the member failed. */
  public Failure failure() {
    return failure;
  }

  /** The member's place in the list, from 0. */
  public int index() {
    return index;
  }
}
