package twine.poetry.part13;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.protocols.MessageRefusedException;
import twine.protocols.NetstringReceiver;

/**
 * Asks a transform server for one poem.
 *
 * <p>Watch the Deferred: who makes it fires it, and lets go of it before, so that it cannot be
 * fired twice. {@code clientConnectionLost} comes also when all has gone well.
 */
final class TransformClientFactory extends ClientFactory {

  /** The longest answer, in bytes: transforms may make poems longer, but not for ever. */
  private static final int MAX_ANSWER = 16 * 1024 * 1024;

  private final TcpAddress server;
  private final byte[] request;
  private @Nullable Deferred<byte[]> deferred;
  private @Nullable TransformClientProtocol protocol;

  TransformClientFactory(TcpAddress server, String name, byte[] poem) {
    this.server = server;
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(name.getBytes(UTF_8));
    bytes.write('.');
    bytes.writeBytes(poem);
    request = bytes.toByteArray();
  }

  /** What the connection will bring; to be asked for once. */
  Deferred<byte[]> poem(Connector connector) {
    var d = new Deferred<byte[]>();
    deferred = d;
    return d.onCancel(() -> giveUp(connector));
  }

  private void giveUp(Connector connector) {
    deferred = null;
    if (protocol == null) {
      connector.disconnect();
    } else {
      protocol.transport().abortConnection(); // so that the server hears of it at once
    }
  }

  @Override
  public Protocol buildProtocol(Address peer) {
    protocol = new TransformClientProtocol();
    return protocol;
  }

  @Override
  public void clientConnectionFailed(Connector connector, Failure reason) {
    failed(reason);
  }

  @Override
  public void clientConnectionLost(Connector connector, Failure reason) {
    int bytes = protocol == null ? 0 : protocol.unfinishedBytes();
    String when = bytes == 0 ? "without an answer" : "in the middle of its answer";
    failed(
        reason.check(ConnectionDoneException.class) == null
            ? reason.getErrorMessage()
            : "it closed the connection " + when);
  }

  private void handlePoem(byte[] poem) {
    Deferred<byte[]> d = release();
    if (d != null) {
      d.callback(poem);
    }
  }

  private void failed(String why) {
    failed(new Failure(new NoTransformedPoemException(server, why)));
  }

  private void failed(Failure reason) {
    Deferred<byte[]> d = release();
    if (d != null) {
      d.errback(reason);
    }
  }

  private @Nullable Deferred<byte[]> release() {
    Deferred<byte[]> d = deferred;
    deferred = null;
    return d;
  }

  /** The only connection. */
  private final class TransformClientProtocol extends NetstringReceiver {

    TransformClientProtocol() {
      super(MAX_ANSWER);
    }

    @Override
    public void connectionMade() {
      sendString(request);
    }

    @Override
    protected void stringReceived(ByteBuffer string) {
      transport().loseConnection();
      byte[] poem = new byte[string.remaining()];
      string.get(poem);
      handlePoem(poem);
    }

    @Override
    protected void messageRefused(MessageRefusedException why) {
      transport().loseConnection();
      failed(why.getMessage());
    }
  }
}
