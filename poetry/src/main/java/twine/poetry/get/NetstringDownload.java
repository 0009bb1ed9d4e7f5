package twine.poetry.get;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.Bytes;
import twine.net.Connector;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.poetry.download.PoemFactory;
import twine.protocols.MessageRefusedException;
import twine.protocols.NetstringReceiver;
import twine.protocols.policies.ProtocolWrapper;
import twine.reactor.ReactorTcp;

/**
 * Getting one poem that comes as a netstring (Part 12, exercise 6).
 *
 * <p>Watch that the end of the connection means nothing any more: a poem is complete when as much
 * has come as was promised, whatever happens to the connection afterwards, and until then every end
 * is a failure.
 */
final class NetstringDownload extends PoemFactory {

  /** The longest poem that is taken, in bytes, so that no server can fill this memory. */
  static final int LONGEST = 64 * 1024 * 1024;

  private final IntConsumer progress;
  private final Promised promised = new Promised();

  private NetstringDownload(TcpAddress server, IntConsumer progress) {
    super(server);
    this.progress = progress;
  }

  /**
   * Downloads a poem.
   *
   * @param progress told how many bytes of the poem each portion has that arrives
   * @return fires with the poem as soon as it is complete, or fails if the server cannot be
   *     reached, sends something else, or does not keep what it promised; cancelling it disconnects
   */
  static Deferred<byte[]> getPoetry(ReactorTcp reactor, TcpAddress server, IntConsumer progress) {
    return new NetstringDownload(server, progress).poem(reactor);
  }

  @Override
  public Protocol buildProtocol(Address peer) {
    return new ProtocolWrapper(new Receiver()) {
      @Override
      public void dataReceived(ByteBuffer data) {
        int bytes = promised.come(data);
        if (!isOver()) {
          progress.accept(bytes);
        }
        super.dataReceived(data);
      }
    };
  }

  private final class Receiver extends NetstringReceiver {
    Receiver() {
      super(LONGEST);
    }

    @Override
    protected void stringReceived(ByteBuffer string) {
      byte[] poem = Bytes.copy(string);
      transport().loseConnection(); // there is nothing more to wait for
      succeed(poem);
    }

    @Override
    protected void messageRefused(MessageRefusedException why) {
      transport().loseConnection();
      fail(new Failure(new NoNetstringException(server(), why)));
    }
  }

  @Override
  public void clientConnectionLost(Connector connector, Failure reason) {
    fail(new Failure(new PoemCutShortException(server(), promised, reason.value())));
  }
}
