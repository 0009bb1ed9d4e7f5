package twine.poetry.get;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.TimedOutException;
import twine.loop.Timers;
import twine.net.TcpAddress;
import twine.poetry.command.PoemTimedOutException;

/**
 * Asking one server for a poem, with as much patience as is wanted.
 *
 * <pre>
 *   TRYING ── poem ──▶ got
 *     ▲  └─── failure ──▶ WAITING (0.5 s, 1 s, 2 s … 30 s), or failed after the last retry
 *     └────────────────────┘
 * </pre>
 */
final class Attempts {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Timers timers;
  private final TcpAddress server;
  private final Optional<Duration> timeout;
  private final News news;
  private final Supplier<Deferred<byte[]>> attempt;
  private int retriesLeft;
  private Duration pause = FIRST_PAUSE;

  /**
   * Prepares to ask.
   *
   * @param timeout how long each attempt may take
   * @param retries how many more attempts there may be after the first
   * @param attempt begins an attempt; what it gives is cancelled if that takes too long
   */
  Attempts(
      Timers timers,
      TcpAddress server,
      Optional<Duration> timeout,
      int retries,
      News news,
      Supplier<Deferred<byte[]>> attempt) {
    this.timers = timers;
    this.server = server;
    this.timeout = timeout;
    this.retriesLeft = retries;
    this.news = news;
    this.attempt = attempt;
  }

  /** Begins; fires with the poem, or fails as the last attempt did. */
  Deferred<byte[]> poem() {
    Deferred<byte[]> d = attempt.get();
    timeout.ifPresent(limit ->
        d.timeout(timers, limit)
            .addErrback(
                TimedOutException.class,
                _ -> {
                  throw new PoemTimedOutException(server, limit);
                }));
    return d.addAsyncErrback(this::tryAgain);
  }

  private Deferred<byte[]> tryAgain(Failure failure) {
    if (retriesLeft == 0) {
      return Deferred.fail(failure);
    }
    retriesLeft--;
    news.tryingAgain(failure, pause, retriesLeft);
    var waited = new Deferred<byte[]>();
    timers.callLater(pause, () -> poem().chainDeferred(waited));
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    return waited;
  }
}
