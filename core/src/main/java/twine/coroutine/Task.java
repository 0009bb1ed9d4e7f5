package twine.coroutine;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.defer.AlreadyCalledException;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.Outcome.Success;
import twine.defer.Waits;
import twine.loop.Loop;
import twine.loop.Place;

/**
 * A coroutine.
 *
 * <pre>
 *                 ┌──────── fired ─────────┐
 *                 ▼                        │
 *   started ─▶ RUNNING ── await ───────▶ WAITING     cancel: cancels what it waits for
 *                 │ ▲
 *                 │ └───── done ───────────┐
 *                 ├─────── blocking ────▶ BLOCKING   cancel: interrupts the work
 *                 ▼
 *               ENDED, and the outcome fires         cancel while RUNNING: at its next wait
 * </pre>
 *
 * What it waited for may be there and it still has to wait for its turn; that counts as RUNNING.
 */
final class Task<T extends @Nullable Object> extends Routine {
  private enum State {
    RUNNING,
    WAITING,
    BLOCKING,
    ENDED
  }

  private final Callable<? extends T> body;
  private final Deferred<T> outcome = new Deferred<T>().relayCancelTo(this::cancel);
  private State state = State.RUNNING;

  /** What it waits for while it is WAITING. */
  private @Nullable Deferred<?> wanted;

  /** Somebody cancelled it while it had nothing to wait for. */
  private boolean cancelled;

  /** What came of it; a Failure if it failed. */
  private @Nullable Object result;

  Task(Callable<? extends T> body) {
    this.body = body;
  }

  Deferred<T> start() {
    Turns.here().now(this);
    return outcome;
  }

  /** Where it was started, if that was noted. */
  @Nullable Place started() {
    return Waits.place(outcome);
  }

  @Override
  boolean isBeside() {
    return state == State.BLOCKING;
  }

  @Override
  void runBody() {
    try {
      Object value = body.call();
      result = value instanceof Deferred<?> last ? await(last) : value;
    } catch (Throwable thrown) {
      result = Failure.caught(thrown);
    }
    state = State.ENDED;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the body's result, so null only if T may be
  void ended() {
    try {
      if (result instanceof Failure failure) {
        outcome.errback(failure);
      } else {
        outcome.callback((T) result);
      }
    } catch (AlreadyCalledException firedByOthers) {
      Deferred.fail(firedByOthers); // which is told, since nobody handles it
    }
  }

  // ---- awaiting

  @SuppressWarnings({"unchecked", "NullAway"}) // the Deferred's result
  <R extends @Nullable Object> R await(Deferred<? extends R> wanted) throws Exception {
    checkMayWait("await");
    if (wanted == outcome) {
      throw new IllegalStateException("A coroutine cannot await its own outcome.");
    }
    if (wanted.outcome() instanceof Success<? extends R>(R value)) {
      return value;
    }
    Wait wait = Wait.on(wanted, this);
    if (!wait.arrived()) {
      waitFor(wanted, wait);
    }
    Object came = wait.outcome();
    if (came instanceof Failure failure) {
      throw AwaitedHere.thrown(failure);
    }
    return (R) came;
  }

  private void waitFor(Deferred<?> wanted, Wait wait) {
    if (cancelled) {
      cancelled = false;
      wanted.cancel();
    }
    if (wait.arrived()) {
      return;
    }
    this.wanted = wanted;
    state = State.WAITING;
    try {
      fiber.unmount();
    } catch (IllegalStateException pinned) {
      wait.abandon();
      throw pinned;
    } finally {
      state = State.RUNNING;
      this.wanted = null;
    }
  }

  /** What it waits for is there: it goes on, here, or on its own loop if this is another. */
  void arrived(Wait wait) {
    if (state != State.WAITING) {
      return;
    }
    state = State.RUNNING;
    if (!turns().soonIfHere(this)) {
      Loop loop = home();
      if (loop == null) {
        goOn();
      } else {
        loop.execute(this::goOn);
      }
    }
  }

  private void goOn() {
    Turns.here().soon(this);
  }

  // ---- blocking

  @SuppressWarnings("NullAway") // the work's result
  <R extends @Nullable Object> R blocking(Callable<? extends R> work) throws Exception {
    checkMayWait("blocking");
    Loop loop = home();
    if (loop == null) {
      throw new IllegalStateException(
          "blocking needs a loop to come back to, and this coroutine is on none yet:"
              + " it was started before the reactor ran.");
    }
    if (cancelled) {
      cancelled = false;
      throw new CancelledException();
    }
    if (loop.isSimulated()) {
      return callHere(work, loop);
    }
    lend();
    @Nullable Throwable thrown = null;
    @Nullable R value = null;
    try {
      value = work.call();
    } catch (Throwable failed) {
      thrown = failed;
    }
    fiber.giveBack(() -> loop.execute(this::goOn));
    state = State.RUNNING;
    if (cancelled) {
      Thread.interrupted(); // may have come too late for the work, and is not for what follows
    }
    if (thrown != null) {
      throw new Failure(cancelled ? asCancellation(thrown) : thrown).raiseException();
    }
    return value;
  }

  private <R extends @Nullable Object> R callHere(Callable<? extends R> work, Loop loop)
      throws Exception {
    state = State.BLOCKING;
    moveTo(null);
    try {
      return work.call();
    } finally {
      moveTo(loop);
      state = State.RUNNING;
    }
  }

  /** What an interrupt looks like depends on where it hits; what asked for it was a cancel. */
  private Throwable asCancellation(Throwable thrown) {
    if (thrown instanceof Exception) {
      cancelled = false;
      return thrown instanceof CancelledException ? thrown : new CancelledException(thrown);
    }
    return thrown;
  }

  private void lend() {
    state = State.BLOCKING;
    Loop loop = home();
    moveTo(null);
    try {
      fiber.lend();
    } catch (IllegalStateException pinned) {
      state = State.RUNNING;
      moveTo(loop);
      throw pinned;
    }
  }

  private void checkMayWait(String what) {
    if (inCallback()) {
      throw new IllegalStateException(
          what
              + " was called in a callback. Only the code of a coroutine itself can wait; a callback"
              + " that runs because the coroutine fired a Deferred is somebody else's.");
    }
  }

  // ---- cancelling

  /** Gives what is to be cancelled in place of this, if it waits for something. */
  private @Nullable Deferred<?> cancel() {
    if (state == State.WAITING) {
      return wanted;
    }
    cancelled = state != State.ENDED;
    if (state == State.BLOCKING) {
      fiber.interrupt();
    }
    return null;
  }
}
