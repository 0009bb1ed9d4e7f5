package twine.poetry.straight;

import static twine.coroutine.Coroutine.await;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.Bytes;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.reactor.ReactorTcp;
import twine.task.Inbox;

/**
 * A connection that a coroutine reads as it would read a blocking socket, while the reactor serves
 * everybody else. Who does not read lets the sender wait: a few portions are kept here, a little
 * more in the system.
 */
public final class Connection implements AutoCloseable {
  private static final int KEPT_PORTIONS = 16;

  private final Bridge bridge;

  private Connection(Bridge bridge) {
    this.bridge = bridge;
  }

  /**
   * Connects, as a coroutine.
   *
   * @throws Exception why there is no connection, as a protocol's factory is told it
   */
  public static Connection to(ReactorTcp reactor, TcpAddress server) throws Exception {
    var made = new Deferred<Connection>();
    Connector connector = reactor.connectTcp(server, new Attempt(made));
    return await(made.onCancel(connector::disconnect));
  }

  /** Who is at the other end. */
  public Address peer() {
    return bridge.transport().getPeer();
  }

  /**
   * Waits for the next portion, of whatever size it is.
   *
   * @return the bytes, or null when the peer has closed the connection
   * @throws Exception the connection was lost
   */
  public byte @Nullable [] receive() throws Exception {
    return await(bridge.portions.receive());
  }

  /** Closes the connection, if it is open still. */
  @Override
  public void close() {
    bridge.portions.close();
  }

  /** Turns a protocol's callbacks around. */
  private static final class Bridge extends Protocol {
    private final Inbox<byte[]> portions = new Inbox<>(KEPT_PORTIONS);
    private final Deferred<Connection> made;

    Bridge(Deferred<Connection> made) {
      this.made = made;
    }

    @Override
    public void connectionMade() {
      portions.registerProducer(transport());
      made.callback(new Connection(this));
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      portions.put(Bytes.copy(data));
    }

    @Override
    public void connectionLost(Failure reason) {
      portions.end(reason);
    }
  }

  private static final class Attempt extends ClientFactory {
    private final Deferred<Connection> made;

    Attempt(Deferred<Connection> made) {
      super(() -> new Bridge(made));
      this.made = made;
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      made.errback(reason);
    }
  }
}
