package twine.poetry.get;

import java.time.Duration;
import java.util.Optional;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.TimedOutException;
import twine.net.TcpAddress;
import twine.poetry.command.PoemTimedOutException;
import twine.reactor.Reactor;

/**
 * Getting one poem, with as much patience as was asked for.
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

  private final Reactor reactor;
  private final Way way;
  private final TcpAddress server;
  private final Optional<Duration> timeout;
  private final News news;
  private int retriesLeft;
  private Duration pause = FIRST_PAUSE;

  /**
   * Prepares a download.
   *
   * @param timeout how long each attempt may take
   * @param retries how many more attempts there may be after the first
   */
  Attempts(
      Reactor reactor,
      Way way,
      TcpAddress server,
      Optional<Duration> timeout,
      int retries,
      News news) {
    this.reactor = reactor;
    this.way = way;
    this.server = server;
    this.timeout = timeout;
    this.retriesLeft = retries;
    this.news = news;
  }

  /** Begins; fires with the poem, or fails as the last attempt did. */
  Deferred<byte[]> poem() {
    long start = reactor.nanoTime();
    return attempt()
        .onResult(poem ->
            news.complete(server, poem.length, Duration.ofNanos(reactor.nanoTime() - start)));
  }

  private Deferred<byte[]> attempt() {
    Deferred<byte[]> d = way.getPoetry(reactor, server, news::got);
    timeout.ifPresent(limit ->
        d.timeout(reactor, limit)
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
    reactor.callLater(pause, () -> attempt().chainDeferred(waited));
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    return waited;
  }
}
