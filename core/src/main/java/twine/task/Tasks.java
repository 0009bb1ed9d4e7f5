package twine.task;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.loop.DelayedCall;
import twine.loop.Timers;
import twine.reactor.Phase;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.reactor.SystemEvent;

/** Work that is done later, and programs that are one Deferred. */
public final class Tasks {
  private Tasks() {}

  /**
   * Calls {@code call} after {@code delay}.
   *
   * @return fires with what {@code call} returns, or fails with what it throws; cancelling it
   *     before that takes the call back
   */
  public static <T extends @Nullable Object> Deferred<T> deferLater(
      Timers timers, Duration delay, Callable<T> call) {
    Deferred<T> result = new Deferred<>();
    DelayedCall later =
        timers.callLater(
            delay,
            () -> {
              T value;
              try {
                value = call.call();
              } catch (Throwable thrown) {
                result.errback(thrown);
                return;
              }
              result.callback(value);
            });
    return result.onCancel(later::cancel);
  }

  /** The main work of a program. */
  @FunctionalInterface
  public interface Main {
    /**
     * Begins the work.
     *
     * @return fires when the program is finished
     * @throws Exception if it cannot even begin
     */
    Deferred<?> start(Reactor reactor) throws Exception;
  }

  /** {@link #react(Reactor, Main)} on the installed reactor. */
  public static int react(Main main) {
    return react(Reactors.installed(), main);
  }

  /**
   * Runs a program that is one Deferred: runs the reactor, starts {@code main} on it, and stops it
   * when the Deferred has fired. If INT or TERM stops the reactor first, the Deferred is cancelled.
   *
   * <pre>{@code
   * void main() {
   *   System.exit(Tasks.react(reactor -> getPoem(reactor).onResult(IO::println)));
   * }
   * }</pre>
   *
   * @return the exit status: 0, or 1 if the work failed, which is then logged
   */
  public static int react(Reactor reactor, Main main) {
    Reaction reaction = new Reaction(reactor);
    reactor.callWhenRunning(() -> reaction.start(main));
    reactor.run();
    return reaction.status;
  }

  private static final class Reaction {
    private final Reactor reactor;
    private boolean stopping;
    private int status;

    private Reaction(Reactor reactor) {
      this.reactor = reactor;
    }

    private void start(Main main) {
      Deferred<?> work;
      try {
        work = main.start(reactor);
      } catch (Throwable thrown) {
        work = Deferred.fail(thrown);
      }
      Deferred<?> running = work;
      reactor.addSystemEventTrigger(
          Phase.BEFORE,
          SystemEvent.SHUTDOWN,
          () -> {
            stopping = true;
            running.cancel();
          });
      work.onFailure(failure -> failed(failure.value())).handle(failure -> {}).onBoth(this::stop);
    }

    private void failed(Throwable reason) {
      if (!(stopping && reason instanceof CancelledException)) {
        status = 1;
        System.getLogger("twine.task").log(Level.ERROR, "The program failed", reason);
      }
    }

    private void stop() {
      if (!stopping) {
        stopping = true;
        reactor.stop();
      }
    }
  }
}
