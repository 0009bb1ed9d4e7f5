package twine.app.net;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import twine.app.service.Service;
import twine.defer.Deferred;
import twine.net.Address;
import twine.net.Factory;
import twine.net.ListeningPort;
import twine.net.TcpAddress;
import twine.reactor.Reactor;

/**
 * Listens while it is running (Twisted's {@code StreamServerEndpointService}). The port is opened
 * by {@link #privilegedStartService}, or by {@link #startService} where that was left out.
 *
 * <p>Stopping it closes the port, and then waits until the connections that it has accepted have
 * ended: a client that is being served is served to the end. Those that have not ended when the
 * {@linkplain #setDrainTimeout patience} is over are aborted. A protocol that would not end by
 * itself can be {@link Drainable}.
 */
public class StreamServer extends Service {
  private final ServerEndpoint endpoint;
  private final Function<? super Reactor, ? extends Factory> factory;
  private Duration drainTimeout = Duration.ofSeconds(10);
  private @Nullable Open open;

  /** Will serve the connections that come to {@code endpoint}. */
  public StreamServer(ServerEndpoint endpoint, Factory factory) {
    this(endpoint, _ -> factory);
  }

  /**
   * Will serve the connections that come to {@code endpoint}.
   *
   * @param factory makes the factory, each time that this is started, for the reactor that it
   *     serves on
   */
  public StreamServer(
      ServerEndpoint endpoint, Function<? super Reactor, ? extends Factory> factory) {
    this.endpoint = endpoint;
    this.factory = factory;
  }

  private record Open(ListeningPort port, Served connections) {}

  /**
   * Sets how long connections have to come to their end when this is stopped; 10 seconds to begin
   * with.
   *
   * @param timeout zero to abort them at once
   * @throws IllegalArgumentException if it is negative
   */
  public final void setDrainTimeout(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("the time to drain is negative: " + timeout);
    }
    drainTimeout = timeout;
  }

  /**
   * The address listened on, with the port that the system chose if it was asked to.
   *
   * @throws IllegalStateException if this does not listen
   */
  public Address getHost() {
    if (open == null) {
      throw new IllegalStateException(this + " does not listen");
    }
    return open.port.getHost();
  }

  /** How many connections are open now that have been accepted since it was started. */
  public final int connections() {
    return open == null ? 0 : open.connections.count();
  }

  /**
   * Opens the port.
   *
   * @throws twine.net.error.CannotListenException if it cannot be had
   */
  @Override
  public void privilegedStartService() {
    listen();
  }

  private void listen() {
    if (open != null) {
      return;
    }
    var connections = new Served(toString(), factory.apply(reactor()));
    ListeningPort port = endpoint.listen(reactor(), connections);
    open = new Open(port, connections);
    Log.info(connections.logPrefix() + " starting on " + number(port));
    Log.info("Starting factory " + connections.wrapped());
  }

  /** What people call a port. */
  private static String number(ListeningPort port) {
    return port.getHost() instanceof TcpAddress tcp
        ? Integer.toString(tcp.port())
        : port.getHost().toString();
  }

  /**
   * Opens the port, if that has not been done.
   *
   * @throws twine.net.error.CannotListenException if it cannot be had
   */
  @Override
  public void startService() throws Exception {
    super.startService();
    listen();
  }

  /**
   * Closes the port, and lets the connections come to their end.
   *
   * @return fires when all have ended; cancelling it aborts them
   */
  @Override
  public Deferred<?> stopService() {
    Deferred<?> stopped = super.stopService();
    Open closing = open;
    if (closing == null) {
      return stopped;
    }
    open = null;
    String number = number(closing.port);
    return closing
        .port
        .stopListening()
        .addAsyncBoth(closed -> {
          Log.info("(Port " + number + " Closed)");
          Log.info("Stopping factory " + closing.connections.wrapped());
          boolean cancelled = !closed.isSuccess(); // it cannot fail otherwise
          return closing.connections.drain(reactor(), cancelled ? Duration.ZERO : drainTimeout);
        });
  }

  /** What was set, beyond the time that the connections have. */
  @Override
  public final Duration stopTimeout() {
    Duration beyond = super.stopTimeout();
    return beyond.equals(FOREVER) ? FOREVER : beyond.plus(drainTimeout);
  }

  @Override
  public String toString() {
    String name = name();
    return name != null ? name : super.toString() + " on " + endpoint;
  }
}
