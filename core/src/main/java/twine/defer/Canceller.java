package twine.defer;

import org.jspecify.annotations.Nullable;

/**
 * Stops the operation behind a {@link Deferred} when its result is no longer wanted (the book's
 * Part 19). It is called at most once, and only before the Deferred has fired.
 *
 * @param <T> what the Deferred would have given
 */
@FunctionalInterface
public interface Canceller<T extends @Nullable Object> {

  /**
   * Stops the operation. It may fire {@code deferred} with a result or a failure of its own; if it
   * does not, the Deferred fails with {@link CancelledException}, and if it throws, with what was
   * thrown. Having a canceller is a promise that nobody fires the Deferred afterwards: doing so is
   * an {@link AlreadyCalledException}.
   */
  void cancel(Deferred<T> deferred) throws Exception;
}
