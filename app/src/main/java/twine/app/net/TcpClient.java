package twine.app.net;

import org.jspecify.annotations.Nullable;
import twine.app.service.Service;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Protocol;
import twine.net.ReconnectingClientFactory;
import twine.protocols.policies.ProtocolWrapper;
import twine.protocols.policies.WrappingFactory;
import twine.reactor.ConnectOptions;

/**
 * Connects to a server when it is started, and disconnects when it is stopped (Twisted's {@code
 * internet.TCPClient}). Whether it connects again is the factory's affair; a {@link ClientService}
 * always does.
 *
 * <p>A {@link ReconnectingClientFactory} is told to stop trying when this is stopped. Any other
 * factory that connects again by itself has to be told so by the program.
 */
public final class TcpClient extends Service {
  private final ClientEndpoint endpoint;
  private final ClientFactory factory;
  private @Nullable Attempt attempt;

  /**
   * Will connect to a server.
   *
   * @param port from 1 to 65535
   * @param factory makes the protocol, or is told why there is none
   * @throws IllegalArgumentException if the port is not a port
   */
  public TcpClient(String host, int port, ClientFactory factory, ConnectOptions options) {
    this.endpoint = ClientEndpoint.tcp(host, port, options);
    this.factory = factory;
  }

  /** Will connect to a server, with the usual options. */
  public static TcpClient to(String host, int port, ClientFactory factory) {
    return new TcpClient(host, port, factory, ConnectOptions.DEFAULT);
  }

  @Override
  public void startService() throws Exception {
    super.startService();
    if (factory instanceof ReconnectingClientFactory reconnecting) {
      reconnecting.resetDelay(); // it may have been stopped before
    }
    Attempt begun = new Attempt(factory);
    attempt = begun;
    begun.connector = endpoint.connect(reactor(), begun);
  }

  /**
   * Closes the connection, or gives up to make one.
   *
   * @return fires when that is over; cancelling it aborts the connection
   */
  @Override
  public Deferred<?> stopService() {
    Deferred<?> stopped = super.stopService();
    if (factory instanceof ReconnectingClientFactory reconnecting) {
      reconnecting.stopTrying();
    }
    return attempt == null ? stopped : attempt.disconnect();
  }

  /** One connector, which may connect several times. */
  private static final class Attempt extends WrappingFactory {
    private @Nullable Connector connector;
    private @Nullable ProtocolWrapper connection;
    private @Nullable Deferred<@Nullable Void> over;
    private boolean busy;

    Attempt(ClientFactory factory) {
      super(factory);
    }

    Deferred<?> disconnect() {
      Deferred<@Nullable Void> ended = new Deferred<>(_ -> abort());
      if (!busy || connector == null) {
        ended.callback(null);
        return ended;
      }
      over = ended;
      connector.disconnect();
      return ended;
    }

    private void abort() {
      if (connection != null && connection.connected()) {
        connection.abortConnection();
      }
    }

    @Override
    public void startedConnecting(Connector connector) {
      busy = true;
      super.startedConnecting(connector);
    }

    @Override
    protected ProtocolWrapper wrap(Protocol protocol) {
      connection = super.wrap(protocol);
      return connection;
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      busy = false;
      super.clientConnectionFailed(connector, reason); // may connect again
      tellIfOver();
    }

    @Override
    public void clientConnectionLost(Connector connector, Failure reason) {
      busy = false;
      super.clientConnectionLost(connector, reason); // may connect again
      tellIfOver();
    }

    private void tellIfOver() {
      if (!busy && over != null && !over.hasFired()) {
        over.callback(null);
      }
    }
  }

  @Override
  public String toString() {
    String name = name();
    return name != null ? name : super.toString() + " to " + endpoint;
  }
}
