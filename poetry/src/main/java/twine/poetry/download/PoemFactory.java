package twine.poetry.download;

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
public abstract class PoemFactory extends ClientFactory {
  private final TcpAddress server;
  private final Deferred<byte[]> deferred = new Deferred<>();
  private boolean over;

  /** For one download from {@code server}. */
  protected PoemFactory(TcpAddress server) {
    this.server = server;
  }

  /** Connects; fires with the poem, or fails. Cancelling disconnects. */
  public final Deferred<byte[]> poem(ReactorTcp reactor) {
    Connector connector = reactor.connectTcp(server, this);
    return deferred.onCancel(() -> {
      over = true;
      connector.disconnect();
    });
  }

  /** Where the poem comes from. */
  protected final TcpAddress server() {
    return server;
  }

  /** Whether the outcome is known, or wanted no more. */
  protected final boolean isOver() {
    return over;
  }

  /** The poem is complete. */
  protected final void succeed(byte[] poem) {
    if (!over) {
      over = true;
      deferred.callback(poem);
    }
  }

  /** There will be no poem. */
  protected final void fail(Failure reason) {
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
