package twine.testing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.reactor.ConnectOptions;
import twine.reactor.ListenOptions;
import twine.reactor.ReactorTcp;

/**
 * The TCP of a reactor that only records what is asked of it, and connects nobody (Twisted's {@code
 * MemoryReactor}). The test sees to whom some code wanted to connect and where it wanted to listen,
 * and plays the network: an attempt succeeds, fails, or is lost when it says so.
 *
 * <pre>{@code
 * var tcp = new RecordingTcp();
 * Deferred<byte[]> poem = getPoetry(tcp, "poet.example", 10_000);
 * var attempt = tcp.attempts().getFirst();
 * assertThat(attempt.getDestination()).isEqualTo(new TcpAddress("poet.example", 10_000));
 * attempt.fail(new ConnectionRefusedException(attempt.getDestination()));
 * }</pre>
 *
 * <p>For code that connects and listens in earnest there are {@link Pump} and {@link
 * MemoryReactors}.
 */
public final class RecordingTcp implements ReactorTcp {
  private static final String HOST = "127.0.0.1";
  private static final int FIRST_PORT = 49_152; // what the system chooses from: RFC 6335, section 6

  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Listening> ports = new ArrayList<>();
  private int nextPort = FIRST_PORT;

  /** Nothing has been asked yet. */
  public RecordingTcp() {}

  /** What {@code connectTcp} was asked for, in order. */
  public List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** What {@code listenTcp} was asked for, in order, closed or not. */
  public List<Listening> ports() {
    return List.copyOf(ports);
  }

  @Override
  public Attempt connectTcp(String host, int port, ClientFactory factory, ConnectOptions options) {
    var attempt = new Attempt(new TcpAddress(host, port), factory, options);
    attempts.add(attempt);
    attempt.connect();
    return attempt;
  }

  @Override
  public Listening listenTcp(int port, Factory factory, ListenOptions options) {
    var address = new TcpAddress(HOST, port == 0 ? nextPort++ : port);
    var listening = new Listening(address, factory, options);
    ports.add(listening);
    listening.startListening();
    return listening;
  }

  // ---- connecting

  private enum State {
    CONNECTING,
    CONNECTED,
    DISCONNECTED
  }

  /**
   * A destination that somebody connects to. It is the {@link Connector} that the code has been
   * given, and what the test lets happen to it.
   */
  public static final class Attempt implements Connector {
    private final TcpAddress destination;
    private final ClientFactory factory;
    private final ConnectOptions options;

    private State state = State.DISCONNECTED;
    private int tries;
    private boolean stopped;
    private boolean factoryInUse;
    private @Nullable Protocol protocol;
    private @Nullable StringTransport transport;

    private Attempt(TcpAddress destination, ClientFactory factory, ConnectOptions options) {
      this.destination = destination;
      this.factory = factory;
      this.options = options;
    }

    /** The factory that was given. */
    public ClientFactory factory() {
      return factory;
    }

    /** The options that were given. */
    public ConnectOptions options() {
      return options;
    }

    /** How often the code has tried: 1, and one more for each {@link #connect}. */
    public int tries() {
      return tries;
    }

    /** Whether the code has given the current try up. It is for the test to {@link #fail} it. */
    public boolean stopped() {
      return stopped;
    }

    /**
     * The protocol of the last connection.
     *
     * @throws IllegalStateException if none has succeeded
     */
    public Protocol protocol() {
      if (protocol == null) {
        throw new IllegalStateException("no attempt has succeeded: " + destination);
      }
      return protocol;
    }

    @Override
    public TcpAddress getDestination() {
      return destination;
    }

    /**
     * Lets the current try succeed: the factory makes its protocol, which is connected.
     *
     * @return the protocol's transport
     * @throws IllegalStateException if no try is under way, or the factory makes no protocol
     */
    public StringTransport succeed() {
      check(State.CONNECTING, "no attempt is under way");
      Protocol made = factory.buildProtocol(destination);
      if (made == null) {
        throw new IllegalStateException("the factory refuses the connection to " + destination);
      }
      var opened = new StringTransport(new TcpAddress(HOST, FIRST_PORT), destination);
      state = State.CONNECTED;
      protocol = made;
      transport = opened;
      made.makeConnection(opened);
      return opened;
    }

    /**
     * Lets the current try fail.
     *
     * @throws IllegalStateException if no try is under way
     */
    public void fail(Throwable reason) {
      check(State.CONNECTING, "no attempt is under way");
      state = State.DISCONNECTED;
      factory.clientConnectionFailed(this, new Failure(reason));
      stopIfOver();
    }

    /**
     * Ends the connection: the protocol is told, then the factory.
     *
     * @throws IllegalStateException if there is none
     */
    public void lose(Throwable reason) {
      check(State.CONNECTED, "there is no connection");
      state = State.DISCONNECTED;
      var failure = new Failure(reason);
      if (transport != null && protocol != null) {
        transport.close();
        protocol.connectionLost(failure);
      }
      factory.clientConnectionLost(this, failure);
      stopIfOver();
    }

    /** Unless the factory tries again, it is not needed any more. */
    private void stopIfOver() {
      if (state == State.DISCONNECTED) {
        factoryInUse = false;
        factory.doStop();
      }
    }

    @Override
    public void connect() {
      check(State.DISCONNECTED, "there is a connection, or an attempt, already");
      if (!factoryInUse) {
        factoryInUse = true;
        factory.doStart();
      }
      state = State.CONNECTING;
      stopped = false;
      tries++;
      factory.startedConnecting(this);
    }

    @Override
    public void stopConnecting() {
      check(State.CONNECTING, "no attempt is under way");
      stopped = true;
    }

    @Override
    public void disconnect() {
      if (state == State.CONNECTING) {
        stopConnecting();
      } else if (transport != null) {
        transport.loseConnection();
      }
    }

    private void check(State wanted, String otherwise) {
      if (state != wanted) {
        throw new IllegalStateException(otherwise + ": " + destination);
      }
    }
  }

  // ---- listening

  /** A place where somebody listens; the test lets clients come. */
  public static final class Listening implements TcpPort {
    private final TcpAddress address;
    private final Factory factory;
    private final ListenOptions options;
    private boolean open;
    private int clients;

    private Listening(TcpAddress address, Factory factory, ListenOptions options) {
      this.address = address;
      this.factory = factory;
      this.options = options;
    }

    /** The factory that was given. */
    public Factory factory() {
      return factory;
    }

    /** The options that were given. */
    public ListenOptions options() {
      return options;
    }

    /** Whether it listens: until it was told to stop. */
    public boolean listening() {
      return open;
    }

    /**
     * Lets a client come: the factory makes a protocol, which is connected to a {@link
     * StringTransport}, its {@code transport()}.
     *
     * @return the protocol, or null if the factory refuses the client
     * @throws IllegalStateException if nobody listens here any more
     */
    public @Nullable Protocol accept() {
      if (!open) {
        throw new IllegalStateException("nobody listens at " + address);
      }
      var client = new TcpAddress(HOST, FIRST_PORT + clients++);
      Protocol made = factory.buildProtocol(client);
      if (made != null) {
        made.makeConnection(new StringTransport(address, client));
      }
      return made;
    }

    @Override
    public void startListening() {
      if (!open) {
        open = true;
        factory.doStart();
      }
    }

    @Override
    public Deferred<@Nullable Void> stopListening() {
      if (open) {
        open = false;
        factory.doStop();
      }
      return Deferred.succeed(null);
    }

    @Override
    public TcpAddress getHost() {
      return address;
    }
  }
}
