package twine.trial;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.Outcome;
import twine.trial.log.TestErrors;

/**
 * Assertions about Deferreds, with the names that they have in Twisted's trial. For everything else
 * use any library: whatever throws an {@link AssertionError} will do.
 *
 * <p>To be called on the test's reactor.
 */
public final class Assertions {

  private Assertions() {}

  /**
   * Says that {@code deferred} will fail with an exception of the given type.
   *
   * @return a Deferred that is fired with the exception, or fails with an {@link AssertionError};
   *     to be returned by the test, or awaited
   */
  public static <E extends Throwable> Deferred<E> assertFailure(
      Deferred<?> deferred, Class<E> expected) {
    var asserted = new Deferred<E>(waiting -> deferred.cancel());
    deferred
        .onResult(result -> asserted.errback(new AssertionError(expectedFailure(expected, result))))
        .handle(failure -> {
          if (expected.isInstance(failure.value())) {
            asserted.callback(expected.cast(failure.value()));
          } else {
            asserted.errback(
                new AssertionError(
                    "expected a %s, and this came:".formatted(expected.getName()),
                    failure.value()));
          }
        });
    return asserted;
  }

  private static String expectedFailure(Class<?> expected, @Nullable Object result) {
    return "expected a %s, but there was a result: %s".formatted(expected.getName(), result);
  }

  /**
   * The result of a Deferred that has been fired with one.
   *
   * @throws AssertionError if it has not been fired, or with a failure, which is then handled
   */
  @SuppressWarnings("NullAway") // the result, so null only if T may be
  public static <T extends @Nullable Object> T successResultOf(Deferred<T> deferred) {
    return switch (deferred.outcome()) {
      case null -> throw new AssertionError("expected a result, but it has not fired: " + deferred);
      case Outcome.Success<T>(T result) -> result;
      case Outcome.Failed<T>(Failure failure) -> {
        deferred.handle(handled -> {});
        throw new AssertionError("expected a result, and this came:", failure.value());
      }
    };
  }

  /**
   * The failure of a Deferred that has been fired with one of the given types, or with any if none
   * is given. It is handled by that.
   *
   * @throws AssertionError if it has not been fired, or not with such a failure
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // it is only read
  public static Failure failureResultOf(
      Deferred<?> deferred, Class<? extends Throwable>... expected) {
    return switch (deferred.outcome()) {
      case null ->
          throw new AssertionError("expected a failure, but it has not fired: " + deferred);
      case Outcome.Success<?>(var result) ->
          throw new AssertionError("expected a failure, but there was a result: " + result);
      case Outcome.Failed<?>(Failure failure) -> {
        deferred.handle(handled -> {});
        if (expected.length > 0 && !isOneOf(failure.value(), expected)) {
          throw new AssertionError(
              "expected " + names(expected) + ", and this came:", failure.value());
        }
        yield failure;
      }
    };
  }

  private static boolean isOneOf(Throwable thrown, Class<?>[] types) {
    return Arrays.stream(types).anyMatch(type -> type.isInstance(thrown));
  }

  private static String names(Class<?>[] types) {
    return Arrays.stream(types).map(Class::getName).collect(Collectors.joining(" or "));
  }

  /**
   * Says that a Deferred has not been fired yet.
   *
   * @throws AssertionError if it has; a failure is then handled
   */
  public static void assertNoResult(Deferred<?> deferred) {
    Outcome<?> outcome = deferred.outcome();
    if (outcome != null) {
      deferred.handle(handled -> {});
      throw new AssertionError("expected nothing yet, but it has fired: " + outcome);
    }
  }

  /**
   * Takes out the exceptions that were logged as errors during this test so far, those of the given
   * types or, if none is given, all, so that the test does not fail for them.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // it is only read
  public static List<Throwable> flushLoggedErrors(Class<? extends Throwable>... types) {
    return TestErrors.flush(thrown -> types.length == 0 || isOneOf(thrown, types));
  }

  /** What a test throws to end there, and be reported as skipped: {@code throw skip("why")}. */
  public static TestAbortedException skip(String reason) {
    return new TestAbortedException(reason);
  }
}
