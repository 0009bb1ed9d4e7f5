package twine.protocols.policies;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import twine.loop.DelayedCall;
import twine.loop.Timers;

/**
 * Notices that nothing has happened for a while. A {@link TimeoutFactory} uses it for whole
 * connections; a protocol that knows better what counts as something happening, such as a complete
 * message, has one of its own (Twisted's {@code TimeoutMixin}):
 *
 * <pre>{@code
 * final class Login extends LineReceiver {
 *   private final IdleTimeout idle;
 *
 *   Login(Timers timers) {
 *     idle = new IdleTimeout(timers, Duration.ofMinutes(1), () -> transport().loseConnection());
 *   }
 *
 *   @Override public void connectionMade() { idle.start(); }
 *   @Override protected void lineReceived(ByteBuffer line) { idle.reset(); … }
 *   @Override public void connectionLost(Failure reason) { idle.cancel(); }
 * }
 * }</pre>
 *
 * <pre>
 *   STOPPED ── start ──▶ RUNNING ⟲ start, reset
 *      ▲                    │
 *      └── cancel, its time ┘
 * </pre>
 *
 * <p>To be used on the loop only.
 */
public final class IdleTimeout {
  private final Timers timers;
  private final Duration period;
  private final Runnable timedOut;
  private @Nullable DelayedCall call; // null when STOPPED

  /**
   * One that is stopped.
   *
   * @param timers what the time is measured with
   * @param period how long nothing may happen, more than nothing
   * @param timedOut called, once for each start, when that time has passed
   * @throws IllegalArgumentException if {@code period} is zero or negative
   */
  public IdleTimeout(Timers timers, Duration period, Runnable timedOut) {
    this.timers = timers;
    this.period = positive("period", period);
    this.timedOut = timedOut;
  }

  static Duration positive(String what, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("the " + what + " must be positive, not " + duration);
    }
    return duration;
  }

  /** Begins to wait, or begins again if it is waiting. */
  public void start() {
    if (call == null) {
      call = timers.callLater(period, this::fire);
    } else {
      call.reset(period);
    }
  }

  /** Something has happened: the wait begins again. Does nothing if it is stopped. */
  public void reset() {
    if (call != null) {
      call.reset(period);
    }
  }

  /** Stops waiting. Does nothing if it is stopped. */
  public void cancel() {
    if (call != null) {
      call.cancel();
      call = null;
    }
  }

  private void fire() {
    call = null; // first, so that timedOut may start it again
    timedOut.run();
  }
}
