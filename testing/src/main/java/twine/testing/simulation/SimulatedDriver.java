package twine.testing.simulation;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import twine.loop.CurrentLoop;
import twine.loop.Loop;
import twine.reactor.ListenOptions;
import twine.reactor.ReactorResolver;
import twine.reactor.spi.Driver;
import twine.reactor.spi.ListenerIo;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;
import twine.reactor.spi.WatchIo;

/** The world as the reactor of one host sees it. */
final class SimulatedDriver implements Driver {
  private static final int FIRST_EPHEMERAL = 49_152; // to the last port: RFC 6335, section 6
  private static final int LAST_PORT = 65_535;

  private final World world;
  private final Host host;
  private final RandomGenerator random;
  private final Set<Socket> open = new LinkedHashSet<>();
  private final Set<Socket> ready = new LinkedHashSet<>();
  private final List<Listener> listeners = new ArrayList<>();
  private final Set<InetSocketAddress> clients = new HashSet<>();

  private int nextPort = FIRST_EPHEMERAL;
  private volatile boolean woken;

  SimulatedDriver(World world, Host host, RandomGenerator random) {
    this.world = world;
    this.host = host;
    this.random = random;
  }

  World world() {
    return world;
  }

  Host host() {
    return host;
  }

  Set<Socket> open() {
    return open;
  }

  // ---- Driver: the clock, chance, waiting

  @Override
  public String name() {
    return "simulated " + host.name();
  }

  @Override
  public long nanoTime() {
    return world.agenda().now();
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public void await(long timeoutNanos) {
    if (!hasNews()) {
      world.await(host, timeoutNanos);
    }
    woken = false;
    List<Socket> due = new ArrayList<>(ready);
    Collections.shuffle(due, world.chance());
    due.forEach(Socket::tell);
  }

  /** Whether there is something to tell, so that it need not wait. */
  boolean hasNews() {
    return woken || !ready.isEmpty();
  }

  @Override
  public void wakeup() {
    woken = true;
    world.wakeup();
  }

  @Override
  public void startWorker(Runnable work) {
    world
        .agenda()
        .after(
            world.faults().workDelay(),
            () -> {
              Loop loop = CurrentLoop.enter(null);
              try {
                work.run();
              } finally {
                CurrentLoop.enter(loop);
              }
            });
  }

  @Override
  public boolean isSimulated() {
    return true;
  }

  @Override
  public boolean stopsOnSignals() {
    return false;
  }

  // ---- Driver: the network

  @Override
  public ListenerIo listen(InetSocketAddress wanted, ListenOptions options) throws IOException {
    checkOwn(wanted.getAddress());
    InetSocketAddress local = bind(wanted, address -> isFreeToListen(address, options.reusePort()));
    Listener listener = new Listener(this, local, options);
    opened(listener);
    listeners.add(listener);
    return listener;
  }

  private void checkOwn(InetAddress address) throws BindException {
    if (!address.isAnyLocalAddress() && !isOwn(address)) {
      throw new BindException("Cannot assign requested address");
    }
  }

  private boolean isOwn(InetAddress address) {
    return address.isLoopbackAddress() || address.equals(host.address());
  }

  @Override
  public StreamIo connect(InetSocketAddress wanted, @Nullable InetSocketAddress from)
      throws IOException {
    InetSocketAddress remote =
        wanted.getAddress().isAnyLocalAddress()
            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted.getPort())
            : wanted;
    Host to = isOwn(remote.getAddress()) ? host : world.hostAt(remote.getAddress());
    if (to == null) {
      throw new NoRouteToHostException("No route to host");
    }
    InetAddress address =
        remote.getAddress().isLoopbackAddress() ? remote.getAddress() : host.address();
    InetSocketAddress local =
        bind(
            from == null ? new InetSocketAddress(address, 0) : from,
            free -> !clients.contains(free) && isFreeToListen(free, false));
    Stream attempt = new Stream(this, local, remote, to);
    opened(attempt);
    clients.add(local);
    new Handshake(world, attempt, host, to, remote);
    return attempt;
  }

  @Nullable Listener listenerFor(InetSocketAddress address) {
    List<Listener> hearing = listeners.stream().filter(port -> port.hears(address)).toList();
    return hearing.isEmpty() ? null : hearing.get(world.chance().nextInt(hearing.size()));
  }

  private boolean isFreeToListen(InetSocketAddress address, boolean share) {
    return listeners.stream()
        .filter(port -> port.local().getPort() == address.getPort())
        .filter(port -> port.overlaps(address.getAddress()))
        .allMatch(port -> share && port.sharesPort());
  }

  private InetSocketAddress bind(InetSocketAddress wanted, Predicate<InetSocketAddress> free)
      throws BindException {
    if (wanted.getPort() != 0) {
      if (!free.test(wanted)) {
        throw new BindException("Address already in use");
      }
      return wanted;
    }
    for (int tries = FIRST_EPHEMERAL; tries <= LAST_PORT; tries++) {
      InetSocketAddress next = new InetSocketAddress(wanted.getAddress(), nextPort);
      nextPort = nextPort == LAST_PORT ? FIRST_EPHEMERAL : nextPort + 1;
      if (free.test(next)) {
        return next;
      }
    }
    throw new BindException("Cannot assign requested address: no port is free");
  }

  @Override
  public WatchIo watch(SelectableChannel channel, Ready ready) {
    throw new IllegalArgumentException(
        "a simulation watches no channels, only its own connections: " + channel);
  }

  @Override
  public ReactorResolver resolver() {
    return name -> world.names().resolve(host, name);
  }

  @Override
  public List<InetAddress> lookup(String name) throws UnknownHostException {
    return world.names().lookup(name);
  }

  // ---- sockets

  void opened(Socket socket) {
    open.add(socket);
    changed(socket);
  }

  void changed(Socket socket) {
    if (socket.due() != 0) {
      ready.add(socket);
    } else {
      ready.remove(socket);
    }
  }

  void closed(Socket socket) {
    open.remove(socket);
    ready.remove(socket);
    switch (socket) {
      case Listener listener -> listeners.remove(listener);
      case Stream stream -> clients.remove(stream.local());
      default -> throw new AssertionError(socket);
    }
  }

  /** The host has crashed. */
  void vanish() {
    for (Socket socket : List.copyOf(open)) {
      switch (socket) {
        case Listener listener -> listener.vanish();
        case Stream stream -> stream.vanish();
        default -> throw new AssertionError(socket);
      }
    }
  }

  @Override
  public void close() {
    List.copyOf(open).forEach(Socket::discard);
    host.stopped();
  }
}
