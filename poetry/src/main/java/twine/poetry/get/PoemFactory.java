package twine.poetry.get;

import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.TcpAddress;
import twine.reactor.ReactorTcp;

/**
 * The only connection of a download, and what has come of it. Only the first outcome counts: a
 * download that is over, by whatever way, may still have a connection that comes to an end.
 */
abstract class PoemFactory extends ClientFactory {
  private final TcpAddress server;
  private final Deferred<byte[]> deferred = new Deferred<>();
  private boolean over;

  PoemFactory(TcpAddress server) {
    this.server = server;
  }

  /** Connects; fires with the poem, or fails. Cancelling disconnects. */
  final Deferred<byte[]> poem(ReactorTcp reactor) {
    Connector connector = reactor.connectTcp(server, this);
    return deferred.onCancel(() -> {
      over = true;
      connector.disconnect();
    });
  }

  final TcpAddress server() {
    return server;
  }

  /** Whether the outcome is known, or wanted no more. */
  final boolean isOver() {
    return over;
  }

  final void succeed(byte[] poem) {
    if (!over) {
      over = true;
      deferred.callback(poem);
    }
  }

  final void fail(Failure reason) {
    if (!over) {
      over = true;
      deferred.errback(reason);
    }
  }

  @Override
  public void clientConnectionFailed(Connector connector, Failure reason) {
    fail(reason);
  }

  /** Must call {@link #succeed} or {@link #fail}. */
  @Override
  public abstract void clientConnectionLost(Connector connector, Failure reason);
}
