package twine.coroutine;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.Outcome.Success;
import twine.loop.Loop;

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
 */
final class Task<T extends @Nullable Object> extends Routine {
  private enum State {
    RUNNING,
    WAITING,
    BLOCKING,
    ENDED
  }

  private final Callable<? extends T> body;
  private final Deferred<T> outcome = new Deferred<T>().relayCancel(this::cancel);
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

  @Override
  boolean isBeside() {
    return state == State.BLOCKING;
  }

  @Override
  void runBody() {
    try {
      result = body.call();
    } catch (Throwable thrown) {
      result = Failure.caught(thrown);
    }
    state = State.ENDED;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // the body's result, so null only if T may be
  void ended() {
    if (result instanceof Failure failure) {
      outcome.errback(failure);
    } else {
      outcome.callback((T) result);
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
    if (thrown != null || cancelled) {
      checkWork(thrown);
    }
    return value;
  }

  /** The work threw something, or was interrupted, or both. */
  private void checkWork(@Nullable Throwable thrown) throws Exception {
    boolean interrupted = cancelled;
    if (interrupted) {
      cancelled = false;
      Thread.interrupted(); // may have come too late for the work, and is not for what follows
    }
    if (interrupted && thrown instanceof InterruptedException) {
      var asked = new CancelledException();
      asked.addSuppressed(thrown);
      throw asked;
    }
    if (thrown != null) {
      throw new Failure(thrown).raiseException();
    }
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

  private void cancel() {
    if (wanted != null) {
      wanted.cancel();
      return;
    }
    cancelled = state != State.ENDED;
    if (state == State.BLOCKING) {
      fiber.interrupt();
    }
  }
}
