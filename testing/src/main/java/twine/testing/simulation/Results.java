package twine.testing.simulation;

import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;

/** Takes the result out of a Deferred that has fired. */
final class Results<T extends @Nullable Object> {
  private @Nullable Failure failure;
  private @Nullable T value;

  private Results() {}

  @SuppressWarnings("NullAway") // null only if T may be
  static <T extends @Nullable Object> T of(Deferred<T> fired) throws Exception {
    var result = new Results<T>();
    fired.onResult(value -> result.value = value).handle(failure -> result.failure = failure);
    if (result.failure != null) {
      throw result.failure.raiseException();
    }
    return result.value;
  }
}
