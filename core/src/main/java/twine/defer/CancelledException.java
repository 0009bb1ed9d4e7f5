package twine.defer;

import java.util.concurrent.CancellationException;

/** The failure of a {@link Deferred} that was cancelled. */
public final class CancelledException extends CancellationException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public CancelledException() {
    super("The Deferred was cancelled.");
  }

  /** Creates the exception for a cancellation that came from elsewhere. */
  public CancelledException(Throwable cause) {
    this();
    initCause(cause);
  }
}
