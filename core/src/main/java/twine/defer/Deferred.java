package twine.defer;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import twine.defer.Stage.Kind;
import twine.loop.Timers;

/**
 * A result that is not there yet, and the chain of functions that wait for it (the book's Parts 7,
 * 9, 13, 14 and 19).
 *
 * <p>Whoever makes a Deferred fires it, once, with {@link #callback} or {@link #errback}. The
 * functions run in the order in which they were added, inside the call that fires, each on what the
 * one before it gave; those that are added later run at once. What a function throws is a {@link
 * Failure}, for the next errback; what an errback returns is a result again. Firing never throws
 * what a function threw.
 *
 * <table>
 * <caption>The forms</caption>
 * <tr><th>form<th>takes<th>the chain goes on with
 * <tr><td>{@code addCallback, addErrback, addBoth, addCallbacks}<td>a function giving a value
 *     <td>the value
 * <tr><td>{@code addErrback(Class, …)}<td>the same for one kind of exception, like a catch clause
 *     <td>the value, or the failure unchanged
 * <tr><td>{@code addAsyncCallback …}<td>a function giving a Deferred<td>that Deferred's outcome
 * <tr><td>{@code onResult, onFailure, onBoth}<td>a look
 *     <td>the same outcome, or what the look throws
 * <tr><td>{@code handle}<td>a taker of the failure<td>null: the failure is dealt with
 * </table>
 *
 * <p>While a chain waits for an inner Deferred it runs nothing; when the inner one has an outcome,
 * that becomes the chain's, and the inner one is left holding null. As in Twisted this also happens
 * when a function of the value forms returns a Deferred at run time, and a {@link Failure} that a
 * function returns counts as thrown.
 *
 * <p><b>One chain, several types.</b> Every add method returns this same object, typed for the
 * result that the chain has now. A reference kept from before still has the old type, which has
 * become untrue: adding to it gives a function something that it does not expect, and its {@link
 * ClassCastException} travels down the chain. Keep the newest reference, or none.
 *
 * <p>A failure that nobody handles is told: see {@link UnhandledFailures}. In debug mode ({@code
 * -Dtwine.debug=true} or {@link #setDebugging}) it is told with the places where the Deferred was
 * created and fired; firing or cancelling a Deferred from outside the loop that it was made on is
 * an {@link IllegalStateException}.
 *
 * <p>Belongs to one loop and is not thread safe.
 *
 * @param <T> the type of the result that the chain has now
 */
public final class Deferred<T extends @Nullable Object> extends Chain {

  /**
   * A Deferred whose operation cannot be stopped. {@link #cancel} makes it fail, and the first late
   * result of the operation, which goes on, is ignored.
   */
  public Deferred() {}

  /** A Deferred whose operation {@code canceller} stops. */
  public Deferred(Canceller<T> canceller) {
    addCanceller(canceller);
  }

  // ---- made with an outcome

  /** A Deferred that has been fired with {@code result}. */
  public static <T extends @Nullable Object> Deferred<T> succeed(T result) {
    var deferred = new Deferred<T>();
    deferred.callback(result);
    return deferred;
  }

  /** A Deferred that has been fired with {@code failure}. */
  public static <T extends @Nullable Object> Deferred<T> fail(Failure failure) {
    var deferred = new Deferred<T>();
    deferred.errback(failure);
    return deferred;
  }

  /** A Deferred that has been fired with {@code exception}. */
  public static <T extends @Nullable Object> Deferred<T> fail(Throwable exception) {
    return fail(new Failure(exception));
  }

  /**
   * Calls {@code function} and gives a Deferred fired with what it returned or threw. Should it
   * return a Deferred, that one is given.
   */
  @SuppressWarnings("unchecked")
  public static <T extends @Nullable Object> Deferred<T> maybeDeferred(
      Callable<? extends T> function) {
    Object result;
    try {
      result = function.call();
    } catch (Throwable thrown) {
      result = Failure.caught(thrown);
    }
    return result instanceof Deferred<?> deferred
        ? (Deferred<T>) deferred
        : Deferred.succeed((T) result);
  }

  /**
   * Calls {@code function} and gives the Deferred that it returned, the same object; or if it
   * threw, one that has been fired with that.
   */
  @SuppressWarnings("unchecked")
  public static <T extends @Nullable Object> Deferred<T> maybeAsync(
      Callable<? extends Deferred<? extends T>> function) {
    return maybeDeferred((Callable<T>) function);
  }

  // ---- firing

  /**
   * Fires this with a result and runs the chain. If the result is a {@link Failure}, it counts as
   * {@link #errback}.
   *
   * @throws AlreadyCalledException if this has been fired, unless it was {@linkplain #cancel
   *     cancelled} without a canceller and this is the first late result
   * @throws IllegalArgumentException if the result is a Deferred
   */
  public void callback(T result) {
    fire(result);
  }

  /**
   * Fires this with a failure and runs the chain.
   *
   * @throws AlreadyCalledException as for {@link #callback}
   */
  public void errback(Failure failure) {
    fire(Objects.requireNonNull(failure, "failure"));
  }

  /**
   * Fires this with an exception and runs the chain.
   *
   * @throws AlreadyCalledException as for {@link #callback}
   */
  public void errback(Throwable exception) {
    fire(new Failure(exception));
  }

  /** Whether this has been fired; the chain may still wait for an inner Deferred, or be paused. */
  public boolean hasFired() {
    return isFired();
  }

  /**
   * The outcome as it is now, which is what the next function would be given; null while there is
   * none, because this has not fired, waits for an inner Deferred or is paused. To look at a
   * failure is not to handle it.
   */
  @SuppressWarnings("unchecked")
  public @Nullable Outcome<T> outcome() {
    return (Outcome<T>) currentOutcome();
  }

  // ---- functions giving a value

  /** Adds a function of the result. A failure passes it by. */
  public <R extends @Nullable Object> Deferred<R> addCallback(
      Callback<? super T, ? extends R> callback) {
    return then(Kind.CALLBACK, callback);
  }

  /** Adds a function of the failure, which gives a result in its place. A result passes it by. */
  public Deferred<T> addErrback(Callback<? super Failure, ? extends T> errback) {
    return then(Kind.ERRBACK, errback);
  }

  /**
   * Adds a function of the exception, for exceptions of one type: a catch clause. A result and any
   * other failure pass it by.
   */
  public <E extends Throwable> Deferred<T> addErrback(
      Class<E> type, Callback<? super E, ? extends T> errback) {
    return then(Kind.ERRBACK_FOR, errback, Objects.requireNonNull(type, "type"));
  }

  /** Adds a function that is called either way. */
  public <R extends @Nullable Object> Deferred<R> addBoth(
      Callback<? super Outcome<T>, ? extends R> callback) {
    return then(Kind.BOTH, callback);
  }

  /**
   * Adds a function of the result and one of the failure, side by side: only one of them is called,
   * and {@code errback} is not for what {@code callback} throws.
   */
  public <R extends @Nullable Object> Deferred<R> addCallbacks(
      Callback<? super T, ? extends R> callback, Callback<? super Failure, ? extends R> errback) {
    return then(Kind.CALLBACKS, callback, Objects.requireNonNull(errback, "errback"));
  }

  // ---- functions giving a Deferred

  /**
   * {@link #addCallback} with a function that gives a Deferred, for whose outcome the chain waits.
   */
  public <R extends @Nullable Object> Deferred<R> addAsyncCallback(
      Callback<? super T, ? extends Deferred<? extends R>> callback) {
    return then(Kind.CALLBACK, callback);
  }

  /** {@link #addErrback(Callback)} with a function that gives a Deferred. */
  public Deferred<T> addAsyncErrback(
      Callback<? super Failure, ? extends Deferred<? extends T>> errback) {
    return then(Kind.ERRBACK, errback);
  }

  /** {@link #addErrback(Class, Callback)} with a function that gives a Deferred. */
  public <E extends Throwable> Deferred<T> addAsyncErrback(
      Class<E> type, Callback<? super E, ? extends Deferred<? extends T>> errback) {
    return then(Kind.ERRBACK_FOR, errback, Objects.requireNonNull(type, "type"));
  }

  /** {@link #addBoth} with a function that gives a Deferred. */
  public <R extends @Nullable Object> Deferred<R> addAsyncBoth(
      Callback<? super Outcome<T>, ? extends Deferred<? extends R>> callback) {
    return then(Kind.BOTH, callback);
  }

  /** {@link #addCallbacks} with functions that give Deferreds. */
  public <R extends @Nullable Object> Deferred<R> addAsyncCallbacks(
      Callback<? super T, ? extends Deferred<? extends R>> callback,
      Callback<? super Failure, ? extends Deferred<? extends R>> errback) {
    return then(Kind.CALLBACKS, callback, Objects.requireNonNull(errback, "errback"));
  }

  // ---- looks

  /** Adds a look at the result, which goes on unchanged. */
  public Deferred<T> onResult(Look<? super T> look) {
    return then(Kind.ON_RESULT, look);
  }

  /** Adds a look at the failure, which goes on unhandled. */
  public Deferred<T> onFailure(Look<? super Failure> look) {
    return then(Kind.ON_FAILURE, look);
  }

  /** Adds a look at the outcome, which goes on unchanged. */
  public Deferred<T> onBoth(Look<? super Outcome<T>> look) {
    return then(Kind.ON_BOTH, look);
  }

  /** Adds something to be done either way, like a finally clause. */
  public Deferred<T> onBoth(Runnable action) {
    return then(Kind.RUN_ON_BOTH, action);
  }

  /**
   * Adds a taker of the failure; the chain goes on with null. A result passes it by. To pass some
   * failures on, {@linkplain Failure#trap trap} those that are yours.
   */
  public Deferred<@Nullable T> handle(Look<? super Failure> handler) {
    return then(Kind.HANDLE, handler);
  }

  // ---- together with others

  /**
   * Fires {@code other} with the outcome that this chain has come to; this one goes on with null.
   * If {@code other} has been fired already, this one goes on with an {@link
   * AlreadyCalledException}. Cancelling {@code other} does not cancel this.
   */
  public Deferred<@Nullable Void> chainDeferred(Deferred<? super T> other) {
    return then(Kind.FIRE, other);
  }

  /**
   * Gives the chain {@code limit} to come this far. When that has passed, it is {@linkplain #cancel
   * cancelled}, and the {@link CancelledException} with which it fails, and only that, becomes a
   * {@link TimedOutException}: a result or another failure from the canceller wins.
   *
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  public Deferred<T> timeout(Timers timers, Duration limit) {
    return Timeout.set(this, timers, limit);
  }

  /**
   * A Deferred for what {@code stage} will complete with, fired on {@code loop} in a later turn.
   * The cause of a {@code CompletionException} is taken out, and a {@code CancellationException}
   * becomes a {@link CancelledException}. Cancelling the Deferred cancels the stage, as far as its
   * {@link CompletionStage#toCompletableFuture} allows.
   */
  public static <T extends @Nullable Object> Deferred<T> fromFuture(
      CompletionStage<? extends T> stage, Executor loop) {
    return Futures.toDeferred(stage, loop);
  }

  /**
   * A future that is completed with the outcome that this chain has come to, on the loop's thread
   * (so functions added to it without {@code Async} run there). The chain goes on with null: its
   * failure is the future's now. If the future is cancelled, or completed by anybody else, this is
   * cancelled, on {@code loop}.
   *
   * @param loop the loop that this belongs to
   */
  public CompletableFuture<T> asFuture(Executor loop) {
    return Futures.toFuture(this, loop);
  }

  // ---- pausing

  /**
   * Stops the chain before its next function, until {@link #unpause} has been called as often as
   * this.
   */
  public void pause() {
    addPause();
  }

  /**
   * Takes one {@link #pause} back; the last one lets the chain run on.
   *
   * @throws IllegalStateException if this is not paused
   */
  public void unpause() {
    removePause();
  }

  /** Whether this has been {@linkplain #pause paused}. */
  public boolean isPaused() {
    return hasPauses();
  }

  // ---- cancelling

  /**
   * Says that the result is no longer wanted.
   *
   * <ul>
   *   <li>Before it has fired, its canceller is called, and it fails with {@link
   *       CancelledException} if the canceller does not fire it. Without a canceller it fails too,
   *       and one late firing by the operation, which goes on, is ignored.
   *   <li>While it waits for an inner Deferred, that one is cancelled instead.
   *   <li>Otherwise nothing happens.
   * </ul>
   *
   * Never throws what a canceller throws: that becomes the failure.
   */
  public void cancel() {
    cancelInnermost();
  }

  /**
   * Has {@code action} stop the operation when this is cancelled: a {@link Canceller} that need not
   * know the Deferred. Actions that are added one after the other are all run. Does nothing on a
   * Deferred that has been fired.
   */
  public Deferred<T> onCancel(Runnable action) {
    addCanceller(_ -> action.run());
    return this;
  }

  /**
   * Has {@link #cancel} do nothing but run {@code request}, every time that it is called before
   * this is fired. This does not fail by itself: it waits for whoever is behind the request to fire
   * it. For Deferreds that stand for others, such as a list of them.
   *
   * @throws IllegalStateException if there is a canceller already
   */
  public Deferred<T> relayCancel(Runnable request) {
    return relayCancelTo(() -> {
      request.run();
      return null;
    });
  }

  /**
   * Has {@link #cancel} cancel the Deferred that {@code current} gives at that moment, if it gives
   * one, and do nothing else; as {@link #relayCancel}, but any number of these may stand one behind
   * the other.
   *
   * @throws IllegalStateException if there is a canceller already
   */
  public Deferred<T> relayCancelTo(Supplier<? extends @Nullable Deferred<?>> current) {
    addRelay(current);
    return this;
  }

  // ---- debugging

  /** Switches debug mode on or off, for Deferreds that are made from now on, on any thread. */
  public static void setDebugging(boolean on) {
    Tracking.setDebugging(on);
  }

  /** Whether debug mode is on. */
  public static boolean isDebugging() {
    return Tracking.debugging();
  }

  // ----

  private <R extends @Nullable Object> Deferred<R> then(Kind kind, Object function) {
    return then(kind, Objects.requireNonNull(function, "function"), null);
  }

  @SuppressWarnings("unchecked")
  private <R extends @Nullable Object> Deferred<R> then(
      Kind kind, Object function, @Nullable Object second) {
    add(kind, function, second);
    return (Deferred<R>) this;
  }
}
