package twine.defer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import twine.loop.DelayedCall;
import twine.loop.Timers;

/** A time limit on a Deferred. */
final class Timeout {
  private boolean expired;

  private Timeout() {}

  static <T extends @Nullable Object> Deferred<T> set(
      Deferred<T> deferred, Timers timers, Duration limit) {
    var timeout = new Timeout();
    DelayedCall call =
        timers.callLater(
            limit,
            () -> {
              timeout.expired = true;
              deferred.cancel();
            });
    return deferred
        .onBoth(() -> stop(call))
        .addErrback(
            CancelledException.class,
            cancelled -> {
              throw timeout.expired ? new TimedOutException(limit) : cancelled;
            });
  }

  private static void stop(DelayedCall call) {
    if (call.active()) {
      call.cancel();
    }
  }
}
