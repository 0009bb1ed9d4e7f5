package twine.poetry.part20;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import twine.coroutine.Coroutine;
import twine.defer.Deferred;

/**
 * Code that runs on its own and shares nothing with others: they hear of it by messages, and if it
 * crashes, that is its own affair, and a message as well.
 */
final class ErlangProcess {
  private final Deferred<?> end;

  private ErlangProcess(Deferred<?> end) {
    this.end = end;
  }

  /** What a process does, waiting wherever it likes. */
  interface Body {
    void run() throws Exception;
  }

  /**
   * How a process has ended.
   *
   * @param reason null if it came to its end, otherwise what it crashed with
   */
  record Exit(@Nullable Throwable reason) {}

  /**
   * Starts a process, and says when it is down, for whatever reason (Erlang's {@code
   * spawn_monitor}).
   *
   * @param monitor called once; it sends a message, usually
   */
  static ErlangProcess spawnMonitor(Body body, Consumer<? super Exit> monitor) {
    Callable<@Nullable Void> code =
        () -> {
          body.run();
          return null;
        };
    return new ErlangProcess(
        Coroutine.start(code)
            .addCallback(_ -> new Exit(null))
            .addErrback(failure -> new Exit(failure.value()))
            .onResult(monitor::accept));
  }

  /** Makes it crash with a {@link twine.defer.CancelledException}, wherever it waits. */
  void exit() {
    end.cancel();
  }
}
