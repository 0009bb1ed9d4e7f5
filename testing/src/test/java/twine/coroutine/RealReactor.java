package twine.coroutine;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** A reactor on java.nio that runs until one coroutine has ended. */
final class RealReactor {
  private static final Duration TICK = Duration.ofMillis(1);

  final Reactor reactor = Reactors.create("nio");
  private int ticks;

  /** Runs {@code body} as a coroutine, and gives what it returns or throws. */
  <T> T run(Callable<T> body) throws Exception {
    return runUntilFired(() -> Coroutine.start(body));
  }

  /** Runs until what {@code begin}, called on the loop, gives is fired. */
  <T> T runUntilFired(Callable<Deferred<T>> begin) throws Exception {
    var end =
        new Object() {
          @Nullable T result;
          @Nullable Failure failure;
        };
    reactor.callWhenRunning(() ->
        Deferred.maybeAsync(begin)
            .onResult(value -> end.result = value)
            .handle(failed -> end.failure = failed)
            .onBoth(over -> reactor.stop()));
    reactor.run();
    if (end.failure != null) {
      throw end.failure.raiseException();
    }
    return end.result;
  }

  /**
   * Calls {@code then} at the third of three timers in a row, which shows that the loop goes on.
   */
  void afterSomeTicks(Runnable then) {
    reactor.callLater(
        TICK,
        () -> {
          if (++ticks < 3) {
            afterSomeTicks(then);
          } else {
            then.run();
          }
        });
  }

  /** Waits on the loop for a while. */
  Deferred<String> later(Duration delay) {
    var later = new Deferred<String>();
    reactor.callLater(delay, () -> later.callback("later"));
    return later;
  }
}
