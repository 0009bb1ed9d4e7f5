package twine.defer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import twine.loop.AlreadyCancelledException;
import twine.loop.AlreadyRunException;
import twine.loop.DelayedCall;
import twine.loop.Timers;

/** A clock that stands still until a test moves it. */
final class HandTimers implements Timers {
  private final List<Call> calls = new ArrayList<>();
  private long now;

  @Override
  public DelayedCall callLater(Duration delay, Runnable call) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("negative delay");
    }
    var delayed = new Call(now + delay.toNanos(), call);
    calls.add(delayed);
    return delayed;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  /** How many calls are still to be made. */
  int pending() {
    return calls.size();
  }

  /** Lets time pass, and makes the calls that become due in it. */
  void pass(int seconds) {
    long end = now + Duration.ofSeconds(seconds).toNanos();
    for (Optional<Call> next = dueBy(end); next.isPresent(); next = dueBy(end)) {
      calls.remove(next.get());
      now = next.get().time;
      next.get().run.run();
    }
    now = end;
  }

  private Optional<Call> dueBy(long end) {
    return calls.stream().filter(c -> c.time <= end).min(Comparator.comparingLong(c -> c.time));
  }

  private final class Call implements DelayedCall {
    private final Runnable run;
    private long time;
    private boolean cancelled;

    Call(long time, Runnable run) {
      this.time = time;
      this.run = run;
    }

    @Override
    public void cancel() {
      requireActive();
      cancelled = true;
      calls.remove(this);
    }

    @Override
    public void reset(Duration delay) {
      requireActive();
      time = now + delay.toNanos();
    }

    @Override
    public void delay(Duration extra) {
      requireActive();
      time += extra.toNanos();
    }

    private void requireActive() {
      if (cancelled) {
        throw new AlreadyCancelledException("cancelled before");
      }
      if (!active()) {
        throw new AlreadyRunException("made before");
      }
    }

    @Override
    public boolean active() {
      return calls.contains(this);
    }

    @Override
    public long getTime() {
      return time;
    }
  }
}
