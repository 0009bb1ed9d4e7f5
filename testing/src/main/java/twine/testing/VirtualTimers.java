package twine.testing;

import java.time.Duration;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import twine.loop.AlreadyCancelledException;
import twine.loop.AlreadyRunException;
import twine.loop.DelayedCall;
import twine.loop.Timers;

/**
 * A clock that moves when it is told to, for testing what waits without a reactor (Twisted's {@code
 * Clock}).
 *
 * <p>What a call throws comes out of {@link #advance}, so that a failed assertion in a call fails
 * the test; all other calls that are due are made first.
 */
public final class VirtualTimers implements Timers {
  private static final int MOST_TURNS_AT_ONCE = 100_000;

  private final PriorityQueue<Call> calls = new PriorityQueue<>();

  private long now;
  private long scheduled;
  private @Nullable Throwable thrown;

  /** A clock that shows zero. */
  public VirtualTimers() {}

  @Override
  public long nanoTime() {
    return now;
  }

  @Override
  public DelayedCall callLater(Duration delay, Runnable call) {
    Call made = new Call(call, now + notNegative(delay));
    calls.add(made);
    return made;
  }

  /** How many calls are still to be made. */
  public int pending() {
    return calls.size();
  }

  /**
   * Moves the clock on by {@code time}, stopping at each moment for which a call is scheduled, to
   * make it. A call that is scheduled meanwhile and falls due within {@code time} is made too.
   *
   * @throws IllegalArgumentException if {@code time} is negative
   * @throws IllegalStateException if calls of one moment schedule more calls of that moment for
   *     ever
   */
  public void advance(Duration time) {
    long end = now + notNegative(time);
    long moment = now;
    int turns = 0;
    for (Call next = calls.peek(); next != null && next.time - end <= 0; next = calls.peek()) {
      now += Math.max(0, next.time - now);
      turns = now == moment ? turns + 1 : 1;
      moment = now;
      if (turns > MOST_TURNS_AT_ONCE) {
        throw new IllegalStateException(
            "calls with no delay schedule one another for ever, at " + Duration.ofNanos(now));
      }
      makeCallsDue();
    }
    now = end;
    throwWhatWasThrown();
  }

  /** One turn: a call that is scheduled by another one of this turn waits for the next. */
  private void makeCallsDue() {
    long turn = scheduled;
    for (Call next = calls.peek();
        next != null && next.time - now <= 0 && next.order < turn;
        next = calls.peek()) {
      calls.remove();
      next.make();
    }
  }

  private void throwWhatWasThrown() {
    Throwable first = thrown;
    thrown = null;
    switch (first) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new IllegalStateException(first);
    }
  }

  private static long notNegative(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("the delay is negative: " + delay);
    }
    return nanos(delay);
  }

  /** Nanoseconds, at most a quarter of what a long holds: 73 years are as good as for ever. */
  private static long nanos(Duration delay) {
    Duration most = Duration.ofNanos(Long.MAX_VALUE / 4);
    if (delay.compareTo(most) > 0) {
      return most.toNanos();
    }
    return delay.compareTo(most.negated()) < 0 ? -most.toNanos() : delay.toNanos();
  }

  private enum State {
    ACTIVE,
    CANCELLED,
    CALLED
  }

  private final class Call implements DelayedCall, Comparable<Call> {
    private final Runnable work;

    private long time;
    private long order = scheduled++;
    private State state = State.ACTIVE;

    Call(Runnable work, long time) {
      this.work = work;
      this.time = time;
    }

    // What a call throws, whatever it is, must not keep the others from being made.
    @SuppressWarnings("CatchingUnchecked")
    void make() {
      state = State.CALLED;
      try {
        work.run();
      } catch (Throwable problem) {
        if (thrown == null) {
          thrown = problem;
        } else {
          thrown.addSuppressed(problem);
        }
      }
    }

    @Override
    public void cancel() {
      checkActive("cancel");
      state = State.CANCELLED;
      calls.remove(this);
    }

    @Override
    public void reset(Duration delay) {
      checkActive("reset");
      move(now + notNegative(delay));
    }

    @Override
    public void delay(Duration extra) {
      checkActive("delay");
      move(time + nanos(extra));
    }

    private void move(long to) {
      calls.remove(this);
      time = to;
      order = scheduled++;
      calls.add(this);
    }

    private void checkActive(String attempt) {
      switch (state) {
        case ACTIVE -> {}
        case CANCELLED ->
            throw new AlreadyCancelledException(attempt + ": the call was cancelled before");
        case CALLED -> throw new AlreadyRunException(attempt + ": the call has been made");
      }
    }

    @Override
    public boolean active() {
      return state == State.ACTIVE;
    }

    @Override
    public long getTime() {
      return time;
    }

    @Override
    public int compareTo(Call that) {
      int byTime = Long.signum(time - that.time);
      return byTime != 0 ? byTime : Long.compare(order, that.order);
    }
  }
}
