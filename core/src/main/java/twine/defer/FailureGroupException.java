package twine.defer;

import java.util.List;

/**
 * Every one of several Deferreds failed where one success was wanted: see {@link
 * DeferredList#fireOnOneCallback} and {@link DeferredList#firstOf}. The members' exceptions are the
 * suppressed ones.
 */
public final class FailureGroupException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Failure[] failures;

  /** Creates the exception with the failures in the members' order. */
  public FailureGroupException(List<Failure> failures) {
    super("All " + failures.size() + " failed.");
    this.failures = failures.toArray(Failure[]::new);
    for (Failure failure : failures) {
      addSuppressed(failure.value());
    }
  }

  /** How the members failed, in their order. */
  public List<Failure> failures() {
    return List.of(failures);
  }
}
