package twine.defer;

import org.jspecify.annotations.Nullable;

/**
 * A function that only takes: it looks at what a chain has come to, and the chain goes on as if it
 * had not, unless it throws.
 *
 * @param <A> what it is given
 */
@FunctionalInterface
public interface Look<A extends @Nullable Object> {

  /** Takes what the chain has come to. What this throws becomes the chain's failure. */
  void see(A argument) throws Exception;
}
