package twine.defer;

import org.jspecify.annotations.Nullable;

/**
 * What a chain came to: a result or a failure.
 *
 * @param <T> the type of the result
 */
public sealed interface Outcome<T extends @Nullable Object> {

  /** Whether there is a result. */
  default boolean isSuccess() {
    return this instanceof Success;
  }

  /**
   * It went well.
   *
   * @param value the result
   * @param <T> its type
   */
  record Success<T extends @Nullable Object>(T value) implements Outcome<T> {
    @Override
    public String toString() {
      return "Success[" + value + "]";
    }
  }

  /**
   * It failed.
   *
   * @param failure how
   * @param <T> the type that the result would have had
   */
  record Failed<T extends @Nullable Object>(Failure failure) implements Outcome<T> {
    @Override
    public String toString() {
      return "Failed[" + failure.describe() + "]";
    }
  }
}
