package twine.app.net;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import twine.app.service.Service;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.loop.DelayedCall;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;
import twine.protocols.policies.ProtocolWrapper;
import twine.protocols.policies.WrappingFactory;

/**
 * Keeps a connection to a server while it is running (Twisted's class of the same name): when it
 * cannot be made, or is lost, it is made again after a {@linkplain #setBackoff wait}.
 *
 * <pre>{@code
 * var feed = ClientService.tcp("feeds.example.org", 7_000, FeedProtocol::new);
 * feed.setServiceParent(application);
 * …
 * feed.whenConnected().onResult(protocol -> protocol.ask("news"));
 * }</pre>
 *
 * <pre>
 *   NEW, STOPPED ── start ──▶ CONNECTING ── made ──▶ CONNECTED
 *           ▲                  ▲    │ failed             │ lost
 *           │                  │    ▼                    │
 *           ├──── stop ─────── WAITING ◀─────────────────┘
 *           │
 *           └──── the connection is over ──── DISCONNECTING ◀── stop ── CONNECTING, CONNECTED
 * </pre>
 *
 * @param <P> the protocol
 */
public final class ClientService<P extends Protocol> extends Service {
  private enum State {
    NEW,
    STOPPED,
    CONNECTING,
    CONNECTED,
    WAITING,
    DISCONNECTING
  }

  private final ClientEndpoint endpoint;
  private final Factory factory;
  private final List<Waiter> waiters = new ArrayList<>();
  private Backoff backoff = Backoff.USUAL;

  private State state = State.NEW;
  private int failures; // in a row
  private @Nullable Attempt attempt; // CONNECTING, CONNECTED, DISCONNECTING
  private @Nullable DelayedCall retry; // WAITING
  private @Nullable Deferred<@Nullable Void> disconnected; // DISCONNECTING

  /**
   * Will connect to {@code endpoint}.
   *
   * @param protocol called once for each connection
   */
  public ClientService(ClientEndpoint endpoint, Supplier<? extends P> protocol) {
    this(endpoint, Factory.of(protocol));
  }

  private ClientService(ClientEndpoint endpoint, Factory factory) {
    this.endpoint = endpoint;
    this.factory = factory;
  }

  /** One that connects by TCP. */
  public static <P extends Protocol> ClientService<P> tcp(
      String host, int port, Supplier<? extends P> protocol) {
    return new ClientService<>(ClientEndpoint.tcp(host, port), protocol);
  }

  /**
   * One that has {@code factory} make the protocols. If that is a {@link twine.net.ClientFactory}
   * it is told of each attempt, and must not connect again by itself.
   */
  public static ClientService<Protocol> of(ClientEndpoint endpoint, Factory factory) {
    return new ClientService<>(endpoint, factory);
  }

  /** Sets how long it waits before it tries again; {@link Backoff#USUAL} to begin with. */
  public void setBackoff(Backoff backoff) {
    this.backoff = backoff;
  }

  // ---- the connection

  /**
   * The protocol of the connection, when there is one. Before the first start that is waited for,
   * too.
   *
   * @return fires with the protocol, at once if it is connected; fails with {@link
   *     ClientStoppedException} if this is stopped, or has been, and not started again
   */
  public Deferred<P> whenConnected() {
    return join(0);
  }

  /**
   * The same, but not for ever.
   *
   * @param failAfterFailures how many attempts from now on may fail until this does, with the
   *     failure of the last of them; at least 1
   */
  public Deferred<P> whenConnected(int failAfterFailures) {
    if (failAfterFailures < 1) {
      throw new IllegalArgumentException(
          "failAfterFailures must be at least 1, not " + failAfterFailures);
    }
    return join(failAfterFailures);
  }

  private Deferred<P> join(int failAfterFailures) {
    if (state == State.CONNECTED && attempt != null && attempt.protocol != null) {
      return Deferred.succeed(attempt.protocol);
    }
    if (state == State.DISCONNECTING || state == State.STOPPED) {
      return Deferred.fail(new ClientStoppedException(toString()));
    }
    return new Waiter(failAfterFailures).deferred;
  }

  private final class Waiter {
    private final Deferred<P> deferred = new Deferred<>(_ -> waiters.remove(this));
    private int failuresLeft; // 0 for any number

    Waiter(int failAfterFailures) {
      failuresLeft = failAfterFailures;
      waiters.add(this);
    }

    boolean isLastFailure() {
      return failuresLeft > 0 && --failuresLeft == 0;
    }
  }

  // ---- the service

  /**
   * Begins to connect.
   *
   * @throws IllegalStateException if it is running, or not disconnected yet
   */
  @Override
  public void startService() throws Exception {
    if (state == State.DISCONNECTING) {
      throw new IllegalStateException(this + " is still disconnecting");
    }
    super.startService();
    failures = 0;
    connect();
  }

  private void connect() {
    retry = null;
    state = State.CONNECTING;
    Attempt begun = new Attempt();
    attempt = begun;
    begun.connector = endpoint.connect(reactor(), begun);
  }

  /**
   * Closes the connection, or gives up to make one. Who waits for it is told.
   *
   * @return fires when the connection is over; cancelling it aborts that
   */
  @Override
  public Deferred<?> stopService() {
    Deferred<?> stopped = super.stopService();
    switch (state) {
      case NEW -> state = State.STOPPED;
      case STOPPED, DISCONNECTING -> {}
      case WAITING -> {
        if (retry != null) {
          retry.cancel();
        }
        state = State.STOPPED;
      }
      case CONNECTING, CONNECTED -> disconnect();
    }
    failWaiters();
    return state == State.DISCONNECTING ? whenDisconnected() : stopped;
  }

  private void disconnect() {
    Attempt ending = attempt;
    if (ending == null || ending.connector == null) { // connecting threw
      state = State.STOPPED;
      return;
    }
    state = State.DISCONNECTING;
    disconnected = new Deferred<>();
    ending.connector.disconnect();
  }

  private Deferred<@Nullable Void> whenDisconnected() {
    Deferred<@Nullable Void> over = new Deferred<>(_ -> abort());
    if (disconnected != null) {
      disconnected.onBoth(() -> {
        if (!over.hasFired()) {
          over.callback(null);
        }
      });
    }
    return over;
  }

  private void abort() {
    if (attempt != null) {
      attempt.abort();
    }
  }

  private void failWaiters() {
    for (Waiter waiter : takeWaiters()) {
      waiter.deferred.errback(new ClientStoppedException(toString()));
    }
  }

  private List<Waiter> takeWaiters() {
    List<Waiter> taken = List.copyOf(waiters);
    waiters.clear();
    return taken;
  }

  // ---- what becomes of an attempt

  private void made(P protocol) {
    state = State.CONNECTED;
    failures = 0;
    for (Waiter waiter : takeWaiters()) {
      waiter.deferred.callback(protocol);
    }
  }

  /** The attempt failed, or its connection was lost. */
  private void over(Failure reason) {
    attempt = null;
    if (state == State.DISCONNECTING) {
      state = State.STOPPED;
      if (disconnected != null) {
        disconnected.callback(null);
      }
      return;
    }
    boolean lost = state == State.CONNECTED;
    failures++;
    waitAndRetry(lost ? "lost its connection" : "could not connect", reason);
    if (!lost) {
      tellOfFailure(reason);
    }
  }

  private void waitAndRetry(String what, Failure reason) {
    state = State.WAITING;
    Duration wait = backoff.after(failures, reactor().random());
    Log.info(
        "%s %s (%s) and tries again in %.1f s"
            .formatted(this, what, reason.getErrorMessage(), wait.toMillis() / 1e3));
    retry = reactor().callLater(wait, this::connectAgain);
  }

  private void connectAgain() {
    try {
      connect();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void tellOfFailure(Failure reason) {
    for (Waiter waiter : List.copyOf(waiters)) {
      if (waiter.isLastFailure() && waiters.remove(waiter)) {
        waiter.deferred.errback(reason);
      }
    }
  }

  /** One attempt to connect, and the connection that comes of it. */
  private final class Attempt extends WrappingFactory {
    private @Nullable Connector connector;
    private @Nullable Connection connection;
    private @Nullable P protocol;

    Attempt() {
      super(factory);
    }

    @Override
    @SuppressWarnings("unchecked") // the factory makes nothing else
    protected ProtocolWrapper wrap(Protocol made) {
      protocol = (P) made;
      connection = new Connection(this, made);
      return connection;
    }

    void connected() {
      if (attempt == this && state == State.CONNECTING && protocol != null) {
        made(protocol);
      }
    }

    void abort() {
      if (connection != null && connection.connected()) {
        connection.abortConnection();
      }
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      super.clientConnectionFailed(connector, reason);
      ended(reason);
    }

    @Override
    public void clientConnectionLost(Connector connector, Failure reason) {
      super.clientConnectionLost(connector, reason);
      ended(reason);
    }

    /** One that was left to itself may end when there is another one already. */
    private void ended(Failure reason) {
      if (attempt == this) {
        over(reason);
      }
    }
  }

  private static final class Connection extends ProtocolWrapper {
    private final ClientService<?>.Attempt attempt;

    Connection(ClientService<?>.Attempt attempt, Protocol protocol) {
      super(protocol);
      this.attempt = attempt;
    }

    @Override
    public void connectionMade() {
      super.connectionMade();
      attempt.connected();
    }
  }

  @Override
  public String toString() {
    String name = name();
    return name != null ? name : super.toString() + " to " + endpoint;
  }
}
