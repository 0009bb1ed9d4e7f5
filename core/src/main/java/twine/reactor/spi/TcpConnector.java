package twine.reactor.spi;

import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.net.error.UserAbortedException;
import twine.reactor.ConnectOptions;

/** A connector, its states as drawn at {@link Connector}. */
final class TcpConnector implements Connector, Served {
  private enum State {
    DISCONNECTED,
    CONNECTING,
    CONNECTED
  }

  private final KernelReactor reactor;
  private final Kernel kernel;
  private final TcpAddress destination;
  private final ClientFactory factory;
  private final ConnectOptions options;

  private State state = State.DISCONNECTED;
  private boolean factoryInUse;
  private @Nullable ConnectAttempt attempt;
  private @Nullable StreamTransport transport;

  TcpConnector(
      KernelReactor reactor,
      TcpAddress destination,
      ClientFactory factory,
      ConnectOptions options) {
    this.reactor = reactor;
    this.kernel = reactor.kernel();
    this.destination = destination;
    this.factory = factory;
    this.options = options;
  }

  @Override
  public void connect() {
    kernel.checkThread("connect");
    if (state != State.DISCONNECTED) {
      throw new IllegalStateException("the connector to " + destination + " is " + state);
    }
    if (!factoryInUse) {
      factory.doStart();
      factoryInUse = true;
    }
    state = State.CONNECTING;
    ConnectAttempt begun = new ConnectAttempt(reactor, this, destination, options);
    attempt = begun;
    kernel.guard(factory.logPrefix() + ".startedConnecting", () -> factory.startedConnecting(this));
    begun.start();
  }

  @Override
  public void disconnect() {
    if (state == State.CONNECTING) {
      stopConnecting();
    } else if (transport != null) {
      transport.loseConnection();
    }
  }

  @Override
  public void stopConnecting() {
    kernel.checkThread("stopConnecting");
    if (attempt == null) {
      throw new IllegalStateException("the connector to " + destination + " is " + state);
    }
    attempt.fail(new UserAbortedException(destination, null));
  }

  @Override
  public String logPrefix() {
    return factory.logPrefix();
  }

  @Override
  public TcpAddress getDestination() {
    return destination;
  }

  /** The attempt failed; runs as an event of its own. */
  void connectionFailed(Throwable reason) {
    attempt = null;
    state = State.DISCONNECTED;
    Failure failure = new Failure(reason);
    kernel.serve(
        this,
        () ->
            kernel.guard(
                factory.logPrefix() + ".clientConnectionFailed",
                () -> factory.clientConnectionFailed(this, failure)));
    releaseFactoryIfIdle();
  }

  /** The attempt succeeded. */
  void connected(StreamIo io) {
    attempt = null;
    Protocol protocol;
    try {
      protocol = factory.buildProtocol(io.peer());
    } catch (Throwable thrown) {
      Log.error(factory.logPrefix() + ": buildProtocol for " + destination + " threw", thrown);
      io.reset();
      connectionFailed(thrown);
      return;
    }
    state = State.CONNECTED;
    if (protocol == null) {
      io.close();
      connectionLost(new Failure(new ConnectionDoneException()));
      return;
    }
    transport = new StreamTransport(kernel, io, protocol, this);
    transport.begin();
  }

  /** The connection is over, and its protocol has been told. */
  void connectionLost(Failure reason) {
    transport = null;
    state = State.DISCONNECTED;
    kernel.guard(
        factory.logPrefix() + ".clientConnectionLost",
        () -> factory.clientConnectionLost(this, reason));
    releaseFactoryIfIdle();
  }

  private void releaseFactoryIfIdle() {
    if (state == State.DISCONNECTED && factoryInUse) {
      factoryInUse = false;
      kernel.guard(factory.logPrefix() + ".stopFactory", factory::doStop);
    }
  }

  @Override
  public String toString() {
    return "Connector to " + destination + " (" + state + ")";
  }
}
