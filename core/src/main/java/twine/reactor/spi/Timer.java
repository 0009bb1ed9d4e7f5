package twine.reactor.spi;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import twine.loop.AlreadyCancelledException;
import twine.loop.AlreadyRunException;
import twine.loop.DelayedCall;
import twine.loop.Seconds;

/** One delayed call, in the {@link TimerQueue} while it is active. */
final class Timer implements DelayedCall {
  static final int NOWHERE = -1;

  private final Kernel kernel;
  private @Nullable Runnable call;
  private boolean cancelled;
  private long moment;

  /** Its place in the queue's heap; the queue's own. */
  int place = NOWHERE;

  /** Its place among calls of the same moment; the queue's own. */
  long sequence;

  Timer(Kernel kernel, Runnable call, long moment) {
    this.kernel = kernel;
    this.call = call;
    this.moment = moment;
  }

  /** Takes the call out of the timer, which from now on has been run. */
  Runnable take() {
    Runnable taken = Objects.requireNonNull(call);
    call = null;
    return taken;
  }

  @Override
  public void cancel() {
    checkActive("cancelled");
    cancelled = true;
    call = null; // what it holds on to may be large, and the handle may live long
    kernel.timers.remove(this);
  }

  @Override
  public void reset(Duration delay) {
    checkActive("reset");
    moveTo(kernel.momentAfter(delay));
  }

  @Override
  public void delay(Duration extra) {
    checkActive("delayed");
    moveTo(moment + Kernel.nanos(extra));
  }

  private void moveTo(long later) {
    moment = later;
    kernel.timers.move(this, later);
  }

  private void checkActive(String what) {
    kernel.checkThread("DelayedCall");
    if (cancelled) {
      throw new AlreadyCancelledException("a delayed call that was cancelled cannot be " + what);
    }
    if (call == null) {
      throw new AlreadyRunException("a delayed call that has been made cannot be " + what);
    }
  }

  @Override
  public boolean active() {
    return call != null;
  }

  @Override
  public long getTime() {
    return moment;
  }

  @Override
  public String toString() {
    Runnable pending = call;
    if (pending == null) {
      return cancelled ? "DelayedCall[cancelled]" : "DelayedCall[called]";
    }
    long millis = Math.round((moment - kernel.driver.nanoTime()) / 1e6);
    return "DelayedCall[in " + Seconds.of(Duration.ofMillis(millis)) + " s, " + pending + "]";
  }
}
