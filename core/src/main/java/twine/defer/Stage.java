package twine.defer;

import org.jspecify.annotations.Nullable;
import twine.defer.Outcome.Failed;
import twine.defer.Outcome.Success;

/**
 * One link of a chain that waits for its turn. A stage is one small node with a kind, instead of a
 * wrapper around the user's function, so that running it is a switch and one call that the JIT can
 * see, and so that a stage that is added to a finished chain needs no node at all.
 */
final class Stage {

  /** What a stage does; in brackets what it keeps in {@link #first} and {@link #second}. */
  enum Kind {
    /** [callback, errback] */
    CALLBACKS,
    /** [callback, –] */
    CALLBACK,
    /** [errback, –] */
    ERRBACK,
    /** [errback that is given the exception, the class of exceptions that it is for] */
    ERRBACK_FOR,
    /** [callback that is given an {@link Outcome}, –] */
    BOTH,
    /** [look, –] */
    ON_RESULT,
    /** [look, –] */
    ON_FAILURE,
    /** [look that is given an {@link Outcome}, –] */
    ON_BOTH,
    /** [Runnable, –] */
    RUN_ON_BOTH,
    /** [look, –] */
    HANDLE,
    /** [the chain that waits for this one, –] */
    RESUME,
    /** [the chain that is to be fired with this one's outcome, –] */
    FIRE
  }

  final Kind kind;
  final Object first;
  final @Nullable Object second;
  @Nullable Stage next;

  Stage(Kind kind, Object first, @Nullable Object second) {
    this.kind = kind;
    this.first = first;
    this.second = second;
  }

  /**
   * Runs a stage on a chain's current result and gives the next one. A {@link Failure}, given or
   * returned, is a failure. Never throws.
   */
  static @Nullable Object run(
      Kind kind, Object first, @Nullable Object second, @Nullable Object result) {
    try {
      return result instanceof Failure failure
          ? onFailure(kind, first, second, failure)
          : onResult(kind, first, result);
    } catch (Throwable thrown) {
      return failureOf(thrown, result);
    }
  }

  /** An errback that throws what it was given passes its failure on, as if it had returned it. */
  @SuppressWarnings("ReferenceEquality") // the very exception, not one that equals it
  private static Failure failureOf(Throwable thrown, @Nullable Object result) {
    return result instanceof Failure failure && failure.value() == thrown
        ? failure
        : Failure.caught(thrown);
  }

  private static @Nullable Object onResult(Kind kind, Object first, @Nullable Object result)
      throws Exception {
    switch (kind) {
      case CALLBACK, CALLBACKS -> {
        return call(first, result);
      }
      case BOTH -> {
        return call(first, new Success<>(result));
      }
      case ON_RESULT -> look(first, result);
      case ON_BOTH -> look(first, new Success<>(result));
      case RUN_ON_BOTH -> ((Runnable) first).run();
      case ERRBACK, ERRBACK_FOR, ON_FAILURE, HANDLE, RESUME, FIRE -> {}
    }
    return result;
  }

  private static @Nullable Object onFailure(
      Kind kind, Object first, @Nullable Object second, Failure failure) throws Exception {
    switch (kind) {
      case ERRBACK -> {
        return call(first, failure);
      }
      case CALLBACKS -> {
        return second == null ? failure : call(second, failure);
      }
      case ERRBACK_FOR -> {
        return second instanceof Class<?> type && type.isInstance(failure.value())
            ? call(first, failure.value())
            : failure;
      }
      case BOTH -> {
        return call(first, new Failed<>(failure));
      }
      case HANDLE -> {
        look(first, failure);
        return null;
      }
      case ON_FAILURE -> look(first, failure);
      case ON_BOTH -> look(first, new Failed<>(failure));
      case RUN_ON_BOTH -> ((Runnable) first).run();
      case CALLBACK, ON_RESULT, RESUME, FIRE -> {}
    }
    return failure;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object call(Object function, @Nullable Object argument)
      throws Exception {
    return ((Callback<@Nullable Object, @Nullable Object>) function).call(argument);
  }

  @SuppressWarnings("unchecked")
  private static void look(Object function, @Nullable Object argument) throws Exception {
    ((Look<@Nullable Object>) function).see(argument);
  }
}
