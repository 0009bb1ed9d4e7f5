package twine.defer;

import org.jspecify.annotations.Nullable;

/**
 * A function in a chain: a callback gets a result, an errback gets a {@link Failure}. What it
 * returns is the result that the next stage gets; what it throws, of whatever kind, becomes a
 * failure.
 *
 * @param <A> what it is given
 * @param <R> what it gives
 */
@FunctionalInterface
public interface Callback<A extends @Nullable Object, R extends @Nullable Object> {

  /** Gives the next result of the chain, or throws. */
  R call(A argument) throws Exception;
}
