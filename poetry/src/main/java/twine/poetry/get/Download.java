package twine.poetry.get;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.poetry.command.PoemBuffer;
import twine.poetry.command.PoemLostException;
import twine.reactor.ReactorTcp;

/** Getting one poem, with somebody looking on. */
public final class Download {
  private Download() {}

  /**
   * Downloads a poem.
   *
   * @param progress told how many bytes each portion has that arrives
   * @return fires with the complete poem, or fails if the server cannot be reached or dies;
   *     cancelling it disconnects
   */
  public static Deferred<byte[]> getPoetry(
      ReactorTcp reactor, TcpAddress server, IntConsumer progress) {
    var download = new Factory(server, progress);
    Connector connector = reactor.connectTcp(server, download);
    return download.poem(connector);
  }

  /** The only connection of a download, and what it has come to. */
  private static final class Factory extends ClientFactory {
    private final TcpAddress server;
    private final IntConsumer progress;
    private final Deferred<byte[]> deferred = new Deferred<>();
    private final PoemBuffer poem = new PoemBuffer();
    private boolean done;

    Factory(TcpAddress server, IntConsumer progress) {
      this.server = server;
      this.progress = progress;
    }

    private Deferred<byte[]> poem(Connector connector) {
      return deferred.onCancel(() -> {
        done = true;
        connector.disconnect();
      });
    }

    @Override
    public Protocol buildProtocol(Address peer) {
      return new Protocol() {
        @Override
        public void dataReceived(ByteBuffer data) {
          int bytes = data.remaining();
          poem.add(data);
          if (!done) {
            progress.accept(bytes);
          }
        }
      };
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      if (finish()) {
        deferred.errback(reason);
      }
    }

    @Override
    public void clientConnectionLost(Connector connector, Failure reason) {
      if (!finish()) {
        return;
      }
      if (reason.check(ConnectionDoneException.class) != null) {
        deferred.callback(poem.toByteArray());
      } else {
        deferred.errback(new PoemLostException(server, poem.size(), reason.value()));
      }
    }

    /** Whether this is the first outcome: a download that was cancelled still comes to an end. */
    private boolean finish() {
      boolean first = !done;
      done = true;
      return first;
    }
  }
}
