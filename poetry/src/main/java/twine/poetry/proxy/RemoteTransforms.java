package twine.poetry.proxy;

import java.time.Duration;
import twine.defer.Deferred;
import twine.defer.TimedOutException;
import twine.loop.Seconds;
import twine.net.TcpAddress;
import twine.poetry.part12.Transforms;
import twine.poetry.part13.NoTransformedPoemException;
import twine.poetry.part13.TransformProxy;
import twine.reactor.Reactor;

/**
 * Transforms poems by having a server somewhere else do it (exercise 14.4).
 *
 * <p>Watch that this is a service like the one of the transform server itself: whoever asks it does
 * not see where the work is done.
 */
final class RemoteTransforms implements Transforms {
  private final Reactor reactor;
  private final TcpAddress server;
  private final Duration patience;
  private final TransformProxy proxy;

  /**
   * Makes a service.
   *
   * @param patience how long the server may take for a poem
   */
  RemoteTransforms(Reactor reactor, TcpAddress server, Duration patience) {
    this.reactor = reactor;
    this.server = server;
    this.patience = patience;
    this.proxy = new TransformProxy(reactor, server);
  }

  @Override
  public Deferred<byte[]> transform(String name, byte[] poem) {
    return proxy
        .xform(name, poem)
        .timeout(reactor, patience)
        .addErrback(
            TimedOutException.class,
            _ -> {
              throw new NoTransformedPoemException(
                  server, "it took longer than " + Seconds.of(patience) + " s");
            });
  }
}
