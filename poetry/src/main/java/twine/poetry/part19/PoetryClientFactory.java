package twine.poetry.part19;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.FactoryProtocol;
import twine.net.error.ConnectionDoneException;
import twine.poetry.command.PoemBuffer;
import twine.poetry.command.PoemLostException;

/** Gets one poem, for a Deferred that somebody else has made. */
final class PoetryClientFactory extends ClientFactory {
  private @Nullable Deferred<byte[]> deferred;

  PoetryClientFactory(Deferred<byte[]> deferred) {
    super(PoetryProtocol::new);
    this.deferred = deferred;
  }

  /** From now on the Deferred is not fired, whatever becomes of the connection. */
  @Nullable Deferred<byte[]> release() {
    Deferred<byte[]> d = deferred;
    deferred = null;
    return d;
  }

  @Override
  public void clientConnectionFailed(Connector connector, Failure reason) {
    poemFailed(reason);
  }

  private void poemFinished(byte[] poem) {
    Deferred<byte[]> d = release();
    if (d != null) {
      d.callback(poem);
    }
  }

  private void poemFailed(Failure reason) {
    Deferred<byte[]> d = release();
    if (d != null) {
      d.errback(reason);
    }
  }

  /** The only connection. */
  private static final class PoetryProtocol extends FactoryProtocol<PoetryClientFactory> {
    private final PoemBuffer poem = new PoemBuffer();

    @Override
    public void dataReceived(ByteBuffer data) {
      poem.add(data);
    }

    @Override
    public void connectionLost(Failure reason) {
      if (reason.check(ConnectionDoneException.class) != null) {
        factory().poemFinished(poem.toByteArray());
      } else {
        var lost = new PoemLostException(transport().getPeer(), poem.size(), reason.value());
        factory().poemFailed(new Failure(lost));
      }
    }
  }
}
