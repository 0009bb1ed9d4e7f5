package twine.task;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.loop.DelayedCall;
import twine.loop.Timers;

/**
 * Calls something again and again (the book's Part 3, exercise 2).
 *
 * <pre>
 *   made ── start ──▶ RUNNING ── stop, or the work fails ──▶ STOPPED ── start ──▶ RUNNING …
 * </pre>
 *
 * <p>The calls keep to the grid of the start: with an interval of a second they come at 0, 1, 2 … s
 * after it, however long each takes. Beats that pass while the work is busy are skipped, not made
 * up for.
 */
public final class LoopingCall {

  /** What is called again and again. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it once.
     *
     * @throws Exception to end the looping with this failure
     */
    void run() throws Exception;
  }

  private final Timers timers;
  private final Callable<? extends @Nullable Deferred<?>> work;
  private long startTime;
  private long interval;
  private @Nullable DelayedCall next;
  private @Nullable Deferred<LoopingCall> ended; // null unless running

  /** Will call {@code work}. */
  public LoopingCall(Timers timers, Work work) {
    this(
        timers,
        () -> {
          work.run();
          return null;
        });
  }

  private LoopingCall(Timers timers, Callable<? extends @Nullable Deferred<?>> work) {
    this.timers = timers;
    this.work = work;
  }

  /** Will call {@code work}, and each time wait for the Deferred that it returns. */
  public static LoopingCall ofAsync(Timers timers, Callable<? extends Deferred<?>> work) {
    return new LoopingCall(timers, work);
  }

  /**
   * Begins with a call now, from inside this call.
   *
   * @param interval the time from one call to the next; zero for once in each turn of the loop
   * @return fires with this object when it is stopped, or fails if the work does; cancelling it
   *     stops the looping
   * @throws IllegalStateException if it is running
   */
  public Deferred<LoopingCall> start(Duration interval) {
    Deferred<LoopingCall> result = begin(interval);
    call();
    return result;
  }

  /** The same, but with the first call after one interval. */
  public Deferred<LoopingCall> startLater(Duration interval) {
    Deferred<LoopingCall> result = begin(interval);
    schedule();
    return result;
  }

  private Deferred<LoopingCall> begin(Duration interval) {
    if (ended != null) {
      throw new IllegalStateException("the looping call is running already");
    }
    if (interval.isNegative()) {
      throw new IllegalArgumentException("the interval is negative: " + interval);
    }
    this.interval = interval.toNanos();
    this.startTime = timers.nanoTime();
    Deferred<LoopingCall> result = new Deferred<>(ignored -> stop());
    ended = result;
    return result;
  }

  /**
   * Ends it; no further call is made. If the work is waiting for a Deferred, that goes on, but
   * nobody looks at it any more.
   *
   * @throws IllegalStateException if it is not running
   */
  public void stop() {
    Deferred<LoopingCall> result = takeEnded();
    result.callback(this);
  }

  /**
   * Moves the grid: the next call comes one interval from now.
   *
   * @throws IllegalStateException if it is not running
   */
  public void reset() {
    if (ended == null) {
      throw new IllegalStateException("the looping call is not running");
    }
    if (next != null) {
      next.cancel();
      startTime = timers.nanoTime();
      schedule();
    }
  }

  /** Whether it has been started and not ended since. */
  public boolean running() {
    return ended != null;
  }

  private Deferred<LoopingCall> takeEnded() {
    Deferred<LoopingCall> result = ended;
    if (result == null) {
      throw new IllegalStateException("the looping call is not running");
    }
    ended = null;
    if (next != null) {
      next.cancel();
      next = null;
    }
    return result;
  }

  private void call() {
    next = null;
    Deferred<LoopingCall> current = ended;
    Deferred<?> waiting;
    try {
      waiting = work.call();
    } catch (Throwable thrown) {
      fail(current, thrown);
      return;
    }
    if (waiting == null) {
      goOn(current);
    } else {
      waiting.onResult(ignored -> goOn(current)).handle(failure -> fail(current, failure.value()));
    }
  }

  // The work may have stopped the looping, or even stopped and started it, so each outcome is held
  // against the run that it belongs to.
  private void goOn(@Nullable Deferred<LoopingCall> run) {
    if (ended != null && ended == run) {
      schedule();
    }
  }

  private void fail(@Nullable Deferred<LoopingCall> run, Throwable reason) {
    if (ended != null && ended == run) {
      takeEnded().errback(reason);
    } else {
      Deferred.fail(reason); // nobody waits for this run any more: let it be reported
    }
  }

  private void schedule() {
    long wait = 0;
    if (interval > 0) {
      wait = interval - (timers.nanoTime() - startTime) % interval;
    }
    next = timers.callLater(Duration.ofNanos(wait), this::call);
  }
}
