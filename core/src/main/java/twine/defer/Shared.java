package twine.defer;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.loop.Timers;

/**
 * One asynchronous result for all who want it: however many ask at once, the work is done once (the
 * book's Part 14, exercises 2 and 3, and Part 19).
 *
 * <pre>
 *             get                        the work succeeds
 *   EMPTY ──────────▶ work is under way ───────────────────▶ KEPT
 *     ▲                 │ the work fails, the last waiter      │
 *     │                 │ cancels, forget                      │ it expires,
 *     ◀─────────────────┘                                      │ forget
 *     └────────────────────────────────────────────────────────┘
 * </pre>
 *
 * <p>Everyone who asks while the work is under way waits for that same work and gets its outcome,
 * in the order of asking. A result is kept for those who ask later, until it expires; a failure is
 * not, so that the next who asks has it tried again.
 *
 * <p><b>Cancelling</b> the Deferred that {@link #get} gave takes that one waiter away: it fails
 * with {@link CancelledException}, and the others wait on. When the last waiter is taken away, the
 * work is cancelled, because nobody wants it any more; who asks after that has it begun afresh,
 * even if what was cancelled takes its time to end. What comes of cancelled work is dropped, except
 * for a failure that says more than that it was cancelled: nobody has heard of that one, so it is
 * told as {@linkplain UnhandledFailures unhandled}.
 *
 * <p>All are given the same object. If it can be changed, they must agree not to.
 *
 * <p>It may be called from anywhere on its loop, the functions of those who wait and the work
 * included: when they are run, what they see here is as it will be afterwards. Work must not wait
 * for its own result, which would never come. Expiry is looked at when somebody asks; there is no
 * timer for it, and until then the result stays in memory. It belongs to one loop, like a Deferred.
 *
 * @param <T> the type of the result
 */
public final class Shared<T extends @Nullable Object> {
  private static final long FOREVER = Long.MAX_VALUE;

  private final Callable<? extends Deferred<? extends T>> work;
  private final @Nullable Timers timers;
  private final long keepNanos;

  private State<T> state = new Empty<>();

  /**
   * Shares a result that never expires.
   *
   * @param work begins the work; called by {@link #get} when there is neither a result nor work
   *     under way. What it throws is the failure. The Deferred that it gives is this one's: nobody
   *     else should add to it or cancel it.
   */
  public Shared(Callable<? extends Deferred<? extends T>> work) {
    this.work = Objects.requireNonNull(work, "work");
    this.timers = null;
    this.keepNanos = FOREVER;
  }

  /**
   * Shares a result that expires.
   *
   * @param work as for {@link #Shared(Callable)}
   * @param timers the clock
   * @param expiry how long the result is kept, from when it came; with zero it is given only to
   *     those who had asked by then
   * @throws IllegalArgumentException if {@code expiry} is negative
   */
  public Shared(Callable<? extends Deferred<? extends T>> work, Timers timers, Duration expiry) {
    if (expiry.isNegative()) {
      throw new IllegalArgumentException("A result cannot be kept for " + expiry);
    }
    this.work = Objects.requireNonNull(work, "work");
    this.timers = Objects.requireNonNull(timers, "timers");
    this.keepNanos = saturatedNanos(expiry);
  }

  /** A time of more nanoseconds than there are numbers for is never over. */
  private static long saturatedNanos(Duration time) {
    try {
      return time.toNanos();
    } catch (ArithmeticException _) {
      return FOREVER;
    }
  }

  /**
   * Gives a Deferred of the caller's own for the result: it has fired already if the result is
   * kept, or if the work was done at once. Cancelling it says that this one caller wants the result
   * no longer.
   */
  public Deferred<T> get() {
    dropIfExpired();
    return switch (state) {
      case Kept<T>(T result, long _) -> Deferred.succeed(result);
      case Flight<T> flight -> flight.join();
      case Empty<T> _ -> begin();
    };
  }

  /** The first waiter is there before the work begins, since work may be done at once. */
  private Deferred<T> begin() {
    var flight = new Flight<>(this);
    state = flight;
    Deferred<T> first = flight.join();
    flight.begin(work);
    return first;
  }

  /** Whether there is a result that has not expired, so that {@link #get} would give it at once. */
  public boolean isKept() {
    dropIfExpired();
    return state instanceof Kept;
  }

  /** How many wait for the work that is under way. */
  public int waiting() {
    return state instanceof Flight<T> flight ? flight.waiters.size() : 0;
  }

  /**
   * Has the next who asks begin afresh. A result that is kept is dropped. Work that is under way
   * goes on for those who wait for it, but what comes of it will not be kept.
   */
  public void forget() {
    state = new Empty<>();
  }

  private void dropIfExpired() {
    if (state instanceof Kept<T>(T _, long since)
        && timers != null
        && timers.nanoTime() - since >= keepNanos) {
      state = new Empty<>();
    }
  }

  private void keep(T result) {
    state = new Kept<>(result, timers == null ? 0 : timers.nanoTime());
  }

  // ---- the states

  private sealed interface State<T extends @Nullable Object> {}

  private record Empty<T extends @Nullable Object>() implements State<T> {}

  /** {@code since} is on the timers' clock. */
  private record Kept<T extends @Nullable Object>(T result, long since) implements State<T> {}

  /** Work that is under way, and those who wait for it. */
  private static final class Flight<T extends @Nullable Object> implements State<T> {
    private final Shared<T> shared;
    private final LinkedHashSet<Deferred<T>> waiters = new LinkedHashSet<>();
    private @Nullable Deferred<?> work;

    /** The work has had its outcome, or nobody waits for it any more. */
    private boolean over;

    Flight(Shared<T> shared) {
      this.shared = shared;
    }

    Deferred<T> join() {
      var waiter = new Deferred<T>(this::leave);
      waiters.add(waiter);
      return waiter;
    }

    void begin(Callable<? extends Deferred<? extends T>> supplier) {
      work =
          Deferred.<T>maybeAsync(supplier).<@Nullable Void>addCallbacks(this::succeed, this::fail);
    }

    private void leave(Deferred<T> waiter) {
      waiters.remove(waiter);
      if (waiters.isEmpty() && !over && work != null) {
        end();
        work.cancel();
      }
    }

    /** Makes way for the next flight, if {@link #forget} has not done so already. */
    private boolean end() {
      over = true;
      boolean current = shared.state == this;
      if (current) {
        shared.state = new Empty<>();
      }
      return current;
    }

    private @Nullable Void succeed(T result) {
      if (!over && end()) {
        shared.keep(result);
      }
      while (!waiters.isEmpty()) {
        waiters.removeFirst().callback(result);
      }
      return null;
    }

    private @Nullable Void fail(Failure failure) throws Exception {
      if (over) {
        failure.trap(CancelledException.class);
      } else {
        end();
      }
      while (!waiters.isEmpty()) {
        waiters.removeFirst().errback(failure);
      }
      return null;
    }
  }
}
