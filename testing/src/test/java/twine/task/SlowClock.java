package twine.task;

import java.time.Duration;
import twine.loop.DelayedCall;
import twine.loop.Timers;

/** A clock on which time passes whenever somebody looks, as it does while a computation runs. */
final class SlowClock implements Timers {
  private final Timers timers;
  private long passed;

  SlowClock(Timers timers) {
    this.timers = timers;
  }

  @Override
  public DelayedCall callLater(Duration delay, Runnable call) {
    return timers.callLater(delay, call);
  }

  @Override
  public long nanoTime() {
    passed += Duration.ofMillis(5).toNanos();
    return timers.nanoTime() + passed;
  }
}
