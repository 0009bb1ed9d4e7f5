package twine.poetry.download;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.Connector;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.poetry.command.PoemBuffer;
import twine.poetry.command.PoemLostException;
import twine.reactor.ReactorTcp;

/**
 * Getting one poem, perhaps with somebody looking on.
 *
 * <p>Watch that the factory makes the Deferred that it fires (Part 13, exercise 3), which is also
 * what lets the download be cancelled.
 */
public final class Download {
  private Download() {}

  /** Downloads a poem, as {@link #getPoetry(ReactorTcp, TcpAddress, IntConsumer)} does. */
  public static Deferred<byte[]> getPoetry(ReactorTcp reactor, TcpAddress server) {
    return getPoetry(reactor, server, _ -> {});
  }

  /**
   * Downloads a poem that ends where its connection ends.
   *
   * @param progress told how many bytes each portion has that arrives
   * @return fires with the complete poem, or fails if the server cannot be reached or dies;
   *     cancelling it disconnects
   */
  public static Deferred<byte[]> getPoetry(
      ReactorTcp reactor, TcpAddress server, IntConsumer progress) {
    return new Factory(server, progress).poem(reactor);
  }

  private static final class Factory extends PoemFactory {
    private final IntConsumer progress;
    private final PoemBuffer poem = new PoemBuffer();

    Factory(TcpAddress server, IntConsumer progress) {
      super(server);
      this.progress = progress;
    }

    @Override
    public Protocol buildProtocol(Address peer) {
      return new Protocol() {
        @Override
        public void dataReceived(ByteBuffer data) {
          int bytes = data.remaining();
          poem.add(data);
          if (!isOver()) {
            progress.accept(bytes);
          }
        }
      };
    }

    @Override
    public void clientConnectionLost(Connector connector, Failure reason) {
      if (reason.check(ConnectionDoneException.class) != null) {
        succeed(poem.toByteArray());
      } else {
        fail(new Failure(new PoemLostException(server(), poem.size(), reason.value())));
      }
    }
  }
}
