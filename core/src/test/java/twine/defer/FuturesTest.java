package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The bridges to and from futures. */
@ExtendWith(NothingUnhandled.class)
final class FuturesTest {

  /** A loop that runs nothing before it is told to. */
  private final List<Runnable> loop = new ArrayList<>();

  private final List<Object> seen = new ArrayList<>();

  private void turn() {
    List<Runnable> turn = List.copyOf(loop);
    loop.clear();
    turn.forEach(Runnable::run);
  }

  private void watch(Deferred<?> deferred) {
    deferred.onBoth(outcome -> seen.add(outcome.toString())).handle(_ -> {});
  }

  // ---- from a future

  @Test
  void aCompletedFutureFiresTheDeferredInALaterTurn() {
    watch(Deferred.fromFuture(CompletableFuture.completedFuture("poem"), loop::add));
    assertThat(seen).isEmpty();

    turn();

    assertThat(seen).containsExactly("Success[poem]");
  }

  @Test
  void aFailedFutureFailsTheDeferredWithTheExceptionItself() {
    var future = new CompletableFuture<String>();
    CompletionStage<Integer> stage = future.thenApply(String::length).thenApply(n -> n + 1);
    watch(Deferred.fromFuture(stage, loop::add));

    future.completeExceptionally(new IOException("oops"));
    turn();

    assertThat(seen).containsExactly("Failed[IOException: oops]");
  }

  @Test
  void cancellingTheDeferredCancelsTheFuture() {
    var future = new CompletableFuture<String>();
    Deferred<String> deferred = Deferred.fromFuture(future, loop::add);
    watch(deferred);

    deferred.cancel();
    turn();

    assertThat(future).isCancelled();
    assertThat(seen).containsExactly("Failed[CancelledException: The Deferred was cancelled.]");
  }

  @Test
  void cancellingTheFutureIsACancelledFailure() {
    var future = new CompletableFuture<String>();
    watch(Deferred.fromFuture(future.thenApply(String::length), loop::add));

    future.cancel(false);
    turn();

    assertThat(seen).containsExactly("Failed[CancelledException: The Deferred was cancelled.]");
  }

  @Test
  void aFutureThatIsCompletedWhileTheCancelIsOnItsWayChangesNothing() {
    var future = new CompletableFuture<String>();
    Deferred<String> deferred = Deferred.fromFuture(future, loop::add);
    watch(deferred);
    future.complete("just now");

    deferred.cancel();
    turn();

    assertThat(seen).containsExactly("Failed[CancelledException: The Deferred was cancelled.]");
  }

  // ---- to a future

  @Test
  void theFutureIsCompletedWithTheResult() {
    var deferred = new Deferred<String>();
    CompletableFuture<String> future = deferred.asFuture(loop::add);
    assertThat(future).isNotDone();

    deferred.callback("poem");

    assertThat(future).isCompletedWithValue("poem");
    assertThat(loop).isEmpty();
  }

  @Test
  void theFailureIsTheFuturesAndNobodyElses() {
    var deferred = new Deferred<String>();
    CompletableFuture<String> future = deferred.asFuture(loop::add);

    deferred.errback(new IOException("oops"));
    watch(deferred);

    assertThatThrownBy(future::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("oops");
    assertThat(seen).containsExactly("Success[null]");
  }

  @Test
  void aCancelledDeferredIsACancelledFuture() {
    var deferred = new Deferred<String>();
    CompletableFuture<String> future = deferred.asFuture(loop::add);

    deferred.cancel();

    assertThat(future).isCancelled();
    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
  }

  @Test
  void cancellingTheFutureCancelsTheDeferredOnTheLoop() {
    var deferred = new Deferred<String>(_ -> seen.add("canceller"));
    CompletableFuture<String> future = deferred.asFuture(loop::add);

    future.cancel(false);
    assertThat(deferred.hasFired()).isFalse();
    turn();

    assertThat(seen).containsExactly("canceller");
    assertThat(deferred.hasFired()).isTrue();
  }

  @Test
  void completingTheFutureOtherwiseCancelsTheDeferredToo() {
    var deferred = new Deferred<String>(_ -> seen.add("canceller"));
    CompletableFuture<String> future = deferred.asFuture(loop::add);

    future.complete("from somewhere else");
    turn();

    assertThat(seen).containsExactly("canceller");
    assertThat(future).isCompletedWithValue("from somewhere else");
  }

  @Test
  void cancellingTheFutureTooLateDoesNotCancelWhatTheChainDoesNext() {
    var deferred = new Deferred<String>();
    CompletableFuture<String> future = deferred.asFuture(loop::add);
    var next = new Deferred<String>(_ -> seen.add("next cancelled"));

    future.cancel(false);
    deferred.callback("poem");
    deferred.addAsyncCallback(_ -> next);
    turn();

    assertThat(seen).isEmpty();
  }

  // ---- threads

  @Test
  void theDeferredOfAFutureIsFiredOnTheLoopsThread() throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor(FuturesTest::named)) {
      var fired = new CompletableFuture<String>();
      var future = new CompletableFuture<String>();
      thread
          .submit(() ->
              Deferred.fromFuture(future, thread)
                  .onResult(poem -> fired.complete(poem + " on " + threadName())))
          .get();

      future.complete("poem");

      assertThat(fired.get()).isEqualTo("poem on the loop");
    }
  }

  @Test
  void anotherThreadMayWaitForAFutureAndCancelIt() throws Exception {
    try (ExecutorService thread = Executors.newSingleThreadExecutor(FuturesTest::named)) {
      var cancelled = new CompletableFuture<String>();
      var future = new AtomicReference<CompletableFuture<String>>();
      Canceller<String> canceller = _ -> cancelled.complete(threadName());
      thread.submit(() -> future.set(new Deferred<>(canceller).asFuture(thread))).get();

      future.get().cancel(true);

      assertThat(cancelled.get()).isEqualTo("the loop");
    }
  }

  private static String threadName() {
    return Thread.currentThread().getName();
  }

  private static Thread named(Runnable work) {
    return new Thread(work, "the loop");
  }
}
