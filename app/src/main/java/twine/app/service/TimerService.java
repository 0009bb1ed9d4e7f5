package twine.app.service;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.task.LoopingCall;

/**
 * Does something again and again while it is running, for the first time when it is started
 * (Twisted's class of the same name). If the work throws, or its Deferred fails, this {@linkplain
 * #fail fails}.
 */
public final class TimerService extends Service {
  private final Duration interval;
  private final Callable<? extends @Nullable Deferred<?>> work;
  private @Nullable LoopingCall loop;
  private @Nullable Deferred<?> underWay; // the work, when it takes its time

  /**
   * Will do {@code work} once in every {@code interval}.
   *
   * @throws IllegalArgumentException if the interval is negative
   */
  public TimerService(Duration interval, LoopingCall.Work work) {
    this(
        () -> {
          work.run();
          return null;
        },
        interval);
  }

  private TimerService(Callable<? extends @Nullable Deferred<?>> work, Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("the interval is negative: " + interval);
    }
    this.interval = interval;
    this.work = work;
  }

  /**
   * Will do {@code work} once in every {@code interval}, and each time wait for the Deferred that
   * it returns: beats that pass meanwhile are left out.
   *
   * @throws IllegalArgumentException if the interval is negative
   */
  public static TimerService ofAsync(Duration interval, Callable<? extends Deferred<?>> work) {
    return new TimerService(work, interval);
  }

  @Override
  public void startService() throws Exception {
    super.startService();
    LoopingCall started = LoopingCall.ofAsync(reactor(), this::workOnce);
    loop = started;
    started.start(interval).handle(failure -> fail(failure.value()));
  }

  private Deferred<?> workOnce() throws Exception {
    Deferred<?> begun = work.call();
    if (begun == null) {
      return Deferred.<@Nullable Void>succeed(null);
    }
    underWay = begun.handle(this::workFailed);
    return underWay;
  }

  private void workFailed(Failure failure) throws Exception {
    if (isRunning()) {
      throw failure.raiseException(); // and so this fails
    }
    if (failure.check(CancelledException.class) == null) {
      Log.error(life.path() + " failed while it stopped", failure.value());
    }
  }

  /**
   * Stops.
   *
   * @return fires when the work that is under way, if any, has ended; cancelling it cancels that
   */
  @Override
  public Deferred<?> stopService() {
    Deferred<?> stopped = super.stopService();
    if (loop != null && loop.running()) {
      loop.stop();
    }
    Deferred<?> last = underWay;
    return last == null || last.outcome() != null ? stopped : endOf(last);
  }

  private static Deferred<?> endOf(Deferred<?> work) {
    var ended = new Deferred<@Nullable Void>(_ -> work.cancel());
    work.onBoth(() -> {
      if (!ended.hasFired()) { // a cancelled one is over before the work that cannot be
        ended.callback(null);
      }
    });
    return ended;
  }
}
