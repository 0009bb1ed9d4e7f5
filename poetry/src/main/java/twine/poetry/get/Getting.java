package twine.poetry.get;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.TcpAddress;
import twine.poetry.part13.TransformProxy;
import twine.reactor.Reactor;

/** Getting poems, and having them transformed if that is wanted. */
final class Getting {
  private final Reactor reactor;
  private final Way way;
  private final Optional<Duration> timeout;
  private final int retries;
  private final Optional<Via.Wanted> via;
  private final News news;

  /**
   * Prepares.
   *
   * @param way how a poem comes from its server
   * @param timeout how long a server may take for a poem
   * @param retries how many more attempts there may be with each server after the first
   */
  Getting(
      Reactor reactor,
      Way way,
      Optional<Duration> timeout,
      int retries,
      Optional<Via.Wanted> via,
      News news) {
    this.reactor = reactor;
    this.way = way;
    this.timeout = timeout;
    this.retries = retries;
    this.via = via;
    this.news = news;
  }

  /**
   * Gets a poem.
   *
   * @param notTransformed told why, if the poem could be had and stays as it is
   * @return fires with the poem, or fails if it could not be had
   */
  Deferred<byte[]> poem(TcpAddress server, Consumer<Failure> notTransformed) {
    Deferred<byte[]> poem = download(server);
    via.ifPresent(
        wanted -> poem.addAsyncCallback(original -> transform(original, wanted, notTransformed)));
    return poem;
  }

  private Deferred<byte[]> download(TcpAddress server) {
    long start = reactor.nanoTime();
    return attempts(server, () -> way.getPoetry(reactor, server, news::got))
        .onResult(poem ->
            news.complete(server, poem.length, Duration.ofNanos(reactor.nanoTime() - start)));
  }

  private Deferred<byte[]> transform(
      byte[] poem, Via.Wanted wanted, Consumer<Failure> notTransformed) {
    var proxy = new TransformProxy(reactor, wanted.server());
    return attempts(wanted.server(), () -> proxy.xform(wanted.name(), poem))
        .addErrback(failure -> {
          notTransformed.accept(failure);
          return poem;
        });
  }

  private Deferred<byte[]> attempts(TcpAddress server, Supplier<Deferred<byte[]>> attempt) {
    return new Attempts(reactor, server, timeout, retries, news, attempt).poem();
  }
}
