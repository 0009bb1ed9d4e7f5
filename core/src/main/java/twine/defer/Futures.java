package twine.defer;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The bridges between Deferreds, which belong to a loop, and futures, which belong to nobody. */
final class Futures {

  private Futures() {}

  static <T extends @Nullable Object> Deferred<T> toDeferred(
      CompletionStage<? extends T> stage, Executor loop) {
    var deferred = new Deferred<T>();
    deferred.onCancel(() -> stage.toCompletableFuture().cancel(true));
    stage.whenCompleteAsync((result, thrown) -> fire(deferred, result, thrown), loop);
    return deferred;
  }

  /** On the loop, where it may turn out that the Deferred was cancelled while this was coming. */
  private static <T extends @Nullable Object> void fire(
      Deferred<T> deferred, T result, @Nullable Throwable thrown) {
    if (deferred.hasFired()) {
      return;
    }
    if (thrown == null) {
      deferred.callback(result);
    } else {
      deferred.errback(unwrap(thrown));
    }
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown.getCause();
    if (thrown instanceof CompletionException && cause != null) {
      return unwrap(cause);
    }
    return thrown instanceof CancellationException && !(thrown instanceof CancelledException)
        ? new CancelledException(thrown)
        : thrown;
  }

  static <T extends @Nullable Object> CompletableFuture<T> toFuture(
      Deferred<T> deferred, Executor loop) {
    var future = new CompletableFuture<T>();
    var reached = new AtomicBoolean();
    deferred.<@Nullable Void>addBoth(outcome -> {
      reached.set(true);
      complete(future, outcome);
      return null;
    });
    var _ =
        future.whenComplete((_, _) -> {
          if (!reached.get()) {
            loop.execute(() -> cancelUnless(reached, deferred));
          }
        });
    return future;
  }

  private static <T extends @Nullable Object> void complete(
      CompletableFuture<T> future, Outcome<T> outcome) {
    switch (outcome) {
      case Outcome.Success<T>(T value) -> future.complete(value);
      case Outcome.Failed<T>(Failure failure) -> future.completeExceptionally(failure.value());
    }
  }

  /** Once the chain has come to the future, cancelling it would hit what was added after that. */
  private static void cancelUnless(AtomicBoolean reached, Deferred<?> deferred) {
    if (!reached.get()) {
      deferred.cancel();
    }
  }
}
