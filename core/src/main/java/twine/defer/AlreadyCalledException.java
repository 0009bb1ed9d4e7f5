package twine.defer;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Deferred} was fired a second time. It is thrown at the firer; the chain has not noticed
 * anything. In debug mode the cause is the place of the first firing.
 */
public final class AlreadyCalledException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  AlreadyCalledException(String message, @Nullable Throwable firstFiring) {
    super(message, firstFiring);
  }
}
