package twine.task;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.Bytes;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Protocol;
import twine.net.error.ConnectionDoneException;
import twine.reactor.ReactorTcp;

/** Connections that are made for one purpose, as one Deferred. */
public final class Protocols {
  private Protocols() {}

  /**
   * Connects and reads everything until the peer closes the connection.
   *
   * @return fires with the bytes after a clean close; fails if the connection cannot be made or is
   *     lost in the middle; cancelling it drops the connection
   */
  public static Deferred<byte[]> readAll(ReactorTcp reactor, String host, int port) {
    Reader reader = new Reader();
    Connector connector = reactor.connectTcp(host, port, new ReaderFactory(reader));
    return reader.all.onCancel(() -> {
      reader.abandoned = true;
      connector.disconnect();
    });
  }

  private static final class ReaderFactory extends ClientFactory {
    private final Reader reader;

    private ReaderFactory(Reader reader) {
      this.reader = reader;
    }

    @Override
    public Protocol buildProtocol(Address peer) {
      return reader;
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      reader.fail(reason);
    }
  }

  private static final class Reader extends Protocol {
    private final Deferred<byte[]> all = new Deferred<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean abandoned;

    @Override
    public void dataReceived(ByteBuffer data) {
      received.writeBytes(Bytes.copy(data));
    }

    @Override
    public void connectionLost(Failure reason) {
      if (reason.check(ConnectionDoneException.class) == null) {
        fail(reason);
      } else if (!abandoned) {
        all.callback(received.toByteArray());
      }
    }

    private void fail(Failure reason) {
      if (!abandoned) {
        all.errback(reason);
      }
    }
  }
}
