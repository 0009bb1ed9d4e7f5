package twine.defer;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import twine.defer.Outcome.Failed;
import twine.defer.Outcome.Success;
import twine.defer.Stage.Kind;
import twine.loop.CurrentLoop;
import twine.loop.Loop;
import twine.loop.Place;
import twine.loop.Strand;

/**
 * The machine inside a {@link Deferred}, without its types.
 *
 * <pre>
 *               callback, errback                 a stage is run
 *   UNFIRED ──────────────────────────▶ FIRED ◀────────────────────▶ RUNNING
 *      │  the canceller fires it,        ▲ ▲                            │
 *      ▼  or does not (Cancelled)        │ │ the inner's     its function gave
 *   CANCELLING ──────────────────────────┘ │ outcome         an inner Deferred
 *                                          └───────── WAITING ◀─────────┘
 * </pre>
 *
 * A pause is a count beside the phase: a chain that is FIRED runs its stages while the count is
 * zero. What {@link #held} means depends on the phase:
 *
 * <pre>
 *   UNFIRED, CANCELLING   the canceller, or null
 *   FIRED, RUNNING        the current result; if it is a Failure, the chain has failed
 *   WAITING               the inner chain
 * </pre>
 *
 * <p>Stages are run by one loop ({@link #run}), however many there are and however deep chains wait
 * for one another: nothing here recurs. Only a function that itself fires or adds to another chain
 * starts a loop within the loop.
 */
abstract sealed class Chain permits Deferred {
  private static final byte UNFIRED = 0;
  private static final byte CANCELLING = 1;
  private static final byte FIRED = 2;
  private static final byte RUNNING = 3;
  private static final byte WAITING = 4;

  /** How far chains that wait for one another are followed in search of a circle. */
  private static final int CIRCLE_SEARCH = 64;

  private @Nullable Object held;
  private @Nullable Stage first;
  private @Nullable Stage last;
  private @Nullable Tracking tracking = Tracking.ofNew(this);
  private short pauses;
  private byte phase = UNFIRED;

  /** Set by a cancel without a canceller, whose operation goes on and will fire this once. */
  private boolean swallowsLateFire;

  // ---- firing

  final boolean isFired() {
    return phase >= FIRED;
  }

  final @Nullable Outcome<?> currentOutcome() {
    if (!isReady()) {
      return null;
    }
    return held instanceof Failure failure
        ? new Failed<>(failure)
        : new Success<@Nullable Object>(held);
  }

  /** Fires this with a result, or with a failure if that is what {@code outcome} is. */
  final void fire(@Nullable Object outcome) {
    if (outcome instanceof Chain) {
      throw new IllegalArgumentException(
          "A Deferred cannot be fired with another Deferred; that one's chainDeferred does it.");
    }
    if (acceptsFire()) {
      become(outcome);
      run();
    }
  }

  private boolean acceptsFire() {
    checkLoop();
    if (phase < FIRED) {
      return true;
    }
    if (swallowsLateFire) {
      swallowsLateFire = false;
      return false;
    }
    throw new AlreadyCalledException(
        name() + " has been fired before.", tracking == null ? null : tracking.whereFired());
  }

  /** In debug mode, refuses whoever is not on the loop that this belongs to. */
  private void checkLoop() {
    if (tracking != null) {
      tracking.checkLoop();
    }
  }

  private void become(@Nullable Object outcome) {
    if (tracking != null) {
      tracking.fired(this);
    }
    phase = FIRED;
    held = outcome;
  }

  // ---- adding

  /** Adds a stage, and runs it now if the chain has got so far. */
  final void add(Kind kind, Object function, @Nullable Object second) {
    if (first == null && isReady() && kind != Kind.FIRE) {
      runStage(kind, function, second);
    } else {
      append(new Stage(kind, function, second));
    }
    if (first != null && isReady()) {
      run();
    } else {
      rest();
    }
  }

  private void append(Stage stage) {
    if (last == null) {
      first = stage;
    } else {
      last.next = stage;
    }
    last = stage;
  }

  private void remove(Stage atFront) {
    first = atFront.next;
    if (first == null) {
      last = null;
    }
  }

  // ---- running

  /** Whether the chain has a result that the next stage may be given. */
  private boolean isReady() {
    return phase == FIRED && pauses == 0;
  }

  /**
   * Runs what can be run of this chain, and of those that turn out to wait for it. A chain that is
   * handed an outcome goes first; the one that handed it over is returned to afterwards if it has
   * stages left.
   */
  private void run() {
    ArrayDeque<Chain> interrupted = null;
    Chain current = this;
    while (current != null) {
      Chain next = current.runStages();
      if (next == null) {
        next = interrupted == null ? null : interrupted.poll();
      } else if (current.first != null) {
        if (interrupted == null) {
          interrupted = new ArrayDeque<>();
        }
        interrupted.push(current);
      }
      current = next;
    }
  }

  /** Runs stages until one hands the result over to another chain, which is returned. */
  private @Nullable Chain runStages() {
    Stage stage;
    while (isReady() && (stage = first) != null) {
      remove(stage);
      if (stage.kind == Kind.RESUME || stage.kind == Kind.FIRE) {
        Chain next = handOver(stage);
        if (next != null) {
          return next;
        }
      } else {
        runStage(stage.kind, stage.first, stage.second);
      }
    }
    rest();
    return null;
  }

  private void runStage(Kind kind, Object function, @Nullable Object second) {
    goOn();
    phase = RUNNING;
    Object outcome =
        Thread.currentThread().isVirtual()
            ? runInStrand(kind, function, second, held)
            : Stage.run(kind, function, second, held);
    phase = FIRED;
    if (outcome instanceof Chain inner) {
      takeOver(inner);
    } else {
      held = outcome;
    }
  }

  /** A coroutine wants to know that what runs now is not its own. */
  private static @Nullable Object runInStrand(
      Kind kind, Object function, @Nullable Object second, @Nullable Object result) {
    Strand strand = CurrentLoop.strand();
    if (strand == null) {
      return Stage.run(kind, function, second, result);
    }
    strand.beginCallback();
    Object outcome = Stage.run(kind, function, second, result);
    strand.endCallback();
    return outcome;
  }

  /** The chain's function gave {@code inner}, so its outcome is that one's, once it has one. */
  private void takeOver(Chain inner) {
    if (inner.waitsFor(this)) {
      held = new Failure(circle(inner));
    } else if (inner.isReady()) {
      held = inner.giveUpResult();
    } else {
      phase = WAITING;
      held = inner;
      inner.append(new Stage(Kind.RESUME, this, null));
    }
  }

  private IllegalStateException circle(Chain inner) {
    return new IllegalStateException(
        inner == this
            ? "A function of " + name() + " returned that same Deferred."
            : name() + " and " + inner.name() + " would wait for each other.");
  }

  /** Whether this is {@code chain} or waits for it, as far as can be seen at a bounded cost. */
  private boolean waitsFor(Chain chain) {
    Chain link = this;
    for (int i = 0; link != chain && i < CIRCLE_SEARCH; i++) {
      if (link.phase != WAITING || !(link.held instanceof Chain inner)) {
        return false;
      }
      link = inner;
    }
    return link == chain;
  }

  /** Gives the outcome to the chain that waits for it, which is returned, or to the one to fire. */
  private @Nullable Chain handOver(Stage stage) {
    var heir = (Chain) stage.first;
    if (stage.kind == Kind.RESUME) {
      heir.phase = FIRED;
      heir.held = giveUpResult();
      return heir;
    }
    Object outcome = giveUpResult();
    try {
      if (heir.acceptsFire()) {
        heir.become(outcome);
        return heir;
      }
    } catch (IllegalStateException e) {
      held = Failure.caught(e);
    }
    return null;
  }

  /** Leaves the chain holding null; a failure counts as handled, being somebody else's now. */
  private @Nullable Object giveUpResult() {
    goOn();
    Object result = held;
    held = null;
    return result;
  }

  /** The current result is about to be used. */
  private void goOn() {
    if (tracking != null) {
      tracking.handled();
    }
  }

  /** No stage can be run now. A failure that stays where it is must be told some day. */
  private void rest() {
    if (phase == FIRED && held instanceof Failure failure) {
      if (tracking == null) {
        tracking = Tracking.late();
      }
      tracking.unhandled(this, failure);
    }
  }

  // ---- pausing

  final boolean hasPauses() {
    return pauses > 0;
  }

  final void addPause() {
    if (pauses == Short.MAX_VALUE) {
      throw new IllegalStateException(name() + " is paused too often.");
    }
    pauses++;
  }

  final void removePause() {
    if (pauses == 0) {
      throw new IllegalStateException(name() + " is not paused.");
    }
    pauses--;
    if (isReady()) {
      run();
    }
  }

  // ---- cancelling

  /**
   * Hands each request on and leaves the firing to others. Gives the chain that is to be cancelled
   * instead, or null when there is nothing left to do.
   */
  private record Relay(Supplier<? extends @Nullable Chain> request) {}

  /** Adds to what is done about a cancel. */
  final void addCanceller(Canceller<?> canceller) {
    if (phase == UNFIRED) {
      held =
          switch (held) {
            case Relay(var before) -> new Relay(inTurn(before, canceller));
            case Canceller<?> before -> inTurn(before, canceller);
            case null, default -> canceller;
          };
    }
  }

  final void addRelay(Supplier<? extends @Nullable Chain> request) {
    if (phase == UNFIRED) {
      if (held != null) {
        throw new IllegalStateException(name() + " has a canceller already.");
      }
      held = new Relay(request);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Canceller<T> inTurn(Canceller<?> one, Canceller<?> other) {
    return deferred -> {
      try {
        ((Canceller<T>) one).cancel(deferred);
      } finally {
        ((Canceller<T>) other).cancel(deferred);
      }
    };
  }

  private Supplier<? extends @Nullable Chain> inTurn(
      Supplier<? extends @Nullable Chain> one, Canceller<?> other) {
    return () -> {
      try {
        return one.get();
      } finally {
        call(other);
      }
    };
  }

  /**
   * Cancels this chain, or the one at the end of those that it waits for or hands requests on to.
   * Follows them step by step, and notices when that leads round in a circle.
   */
  final void cancelInnermost() {
    Chain mark = this;
    int steps = 0;
    int stepsToNextMark = CIRCLE_SEARCH;
    for (Chain link = cancelOrHandOn(); link != null; link = link.cancelOrHandOn()) {
      if (link == mark) {
        throw new IllegalStateException(name() + " is one of a circle that wait for one another.");
      }
      if (++steps == stepsToNextMark) {
        mark = link;
        stepsToNextMark *= 2;
        steps = 0;
      }
    }
  }

  /** Cancels this chain, unless it is another one that is to be cancelled, which is given. */
  private @Nullable Chain cancelOrHandOn() {
    if (phase == WAITING) {
      return (Chain) held;
    }
    checkLoop();
    if (phase != UNFIRED) {
      return null;
    }
    if (held instanceof Relay(var request)) {
      return handOn(request);
    }
    cancelUnfired();
    return null;
  }

  private @Nullable Chain handOn(Supplier<? extends @Nullable Chain> request) {
    try {
      return request.get();
    } catch (Throwable thrown) {
      failedToCancel(thrown);
      return null;
    }
  }

  private void cancelUnfired() {
    if (held instanceof Canceller<?> canceller) {
      phase = CANCELLING;
      call(canceller);
      if (phase == CANCELLING) {
        fire(new Failure(new CancelledException()));
      }
    } else {
      swallowsLateFire = true;
      fire(new Failure(new CancelledException()));
    }
  }

  @SuppressWarnings("unchecked")
  private void call(Canceller<?> canceller) {
    try {
      ((Canceller<@Nullable Object>) canceller).cancel((Deferred<@Nullable Object>) this);
    } catch (Throwable thrown) {
      failedToCancel(thrown);
    }
  }

  private void failedToCancel(Throwable thrown) {
    Failure failure = Failure.caught(thrown);
    if (isFired()) {
      PendingReport.tell(failure);
    } else {
      fire(failure);
    }
  }

  // ---- describing

  @Override
  public final String toString() {
    String state =
        switch (phase) {
          case FIRED, RUNNING -> " current result: " + held;
          case WAITING -> " waiting on " + ((Chain) Objects.requireNonNull(held)).name();
          default -> "";
        };
    return "<" + name() + state + ">";
  }

  /** Where it was created, or null if that was not noted. */
  final @Nullable Place place() {
    return tracking == null ? null : tracking.place();
  }

  /** The loop that it was created on, if that was noted and there was one. */
  final @Nullable Loop loop() {
    return tracking == null ? null : tracking.loop();
  }

  /** What waits for this to be fired, in order: functions, and chains. */
  final Set<Object> waiters() {
    Set<Object> waiters = new LinkedHashSet<>();
    for (Stage stage = first; stage != null; stage = stage.next) {
      waiters.add(stage.first);
    }
    return waiters;
  }

  private String name() {
    return "Deferred at 0x" + Integer.toHexString(System.identityHashCode(this));
  }
}
