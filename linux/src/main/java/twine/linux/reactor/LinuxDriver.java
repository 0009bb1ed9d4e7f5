package twine.linux.reactor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import twine.linux.call.Errno;
import twine.linux.call.SystemCalls;
import twine.net.TcpAddress;
import twine.reactor.ListenOptions;
import twine.reactor.spi.ListenerIo;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;
import twine.reactor.spi.SystemDriver;
import twine.reactor.spi.WatchIo;

/** A driver on sockets of its own, over one of the ways to wait for them. */
final class LinuxDriver extends SystemDriver {
  private static final int SOCK_STREAM = 1;

  /** How a driver comes by its way to wait. */
  interface PollerMaker {
    Poller make(SystemCalls calls, Arena arena) throws IOException;
  }

  final SystemCalls calls;
  final Poller poller;
  final WatchTable table = new WatchTable();
  final SocketAddresses addresses;
  final SocketOptions options;
  final Buffers input = new Buffers();
  final Buffers output = new Buffers();

  private final InheritedSockets inherited;
  private final WakeUp wakeUp;

  LinuxDriver(String name, PollerMaker maker) throws IOException {
    super(name);
    // Freed when the driver is collected. It costs nothing to use, where an arena that can be
    // closed would have to be held open during each call.
    Arena arena = Arena.ofAuto();
    this.calls = new SystemCalls(arena);
    this.addresses = new SocketAddresses(calls, arena);
    this.options = new SocketOptions(calls, arena);
    this.inherited = new InheritedSockets(calls, addresses, options, System.getenv());
    this.poller = maker.make(calls, arena);
    this.wakeUp = openWakeUp(arena);
  }

  private WakeUp openWakeUp(Arena arena) throws IOException {
    WakeUp opened = null;
    try {
      opened = new WakeUp(this, arena);
      poller.check(opened.descriptor);
      table.add(opened);
      opened.attach(opened);
      opened.interest(Ready.READ);
      return opened;
    } catch (IOException | RuntimeException e) {
      if (opened != null) {
        opened.dispose();
      }
      poller.close();
      throw e;
    }
  }

  // ---- waiting

  @Override
  public void await(long timeoutNanos) throws IOException {
    poller.await(millis(timeoutNanos), table);
  }

  /** Rounded up: a timer may be late but not early. */
  private static int millis(long nanos) {
    return nanos <= 0
        ? Long.signum(nanos)
        : (int) Math.min((nanos - 1) / 1_000_000 + 1, Integer.MAX_VALUE);
  }

  @Override
  public void wakeup() {
    wakeUp.ring();
  }

  // ---- sockets

  @Override
  public ListenerIo listen(InetSocketAddress local, ListenOptions options) throws IOException {
    int given = inherited.on(local.getPort());
    if (given >= 0) {
      return listener(watchable(given), true);
    }
    boolean everywhere = local.getAddress().isAnyLocalAddress();
    int family = everywhere ? anyFamily() : family(local);
    int socket = open(family);
    try {
      set(socket, SocketOptions.SO_REUSEADDR, options.reuseAddress());
      set(socket, SocketOptions.SO_REUSEPORT, options.reusePort());
      bind(socket, local, family);
      Failures.check(calls.listen(socket, options.backlog()));
    } catch (IOException | RuntimeException e) {
      int _ = calls.close(socket);
      throw e;
    }
    return listener(socket, everywhere);
  }

  private SocketListener listener(int socket, boolean everywhere) {
    TcpAddress host = addresses.ofSocket(socket);
    SocketListener listener =
        new SocketListener(this, socket, Objects.requireNonNull(host), everywhere);
    table.add(listener);
    return listener;
  }

  @Override
  public StreamIo connect(InetSocketAddress remote, @Nullable InetSocketAddress local)
      throws IOException {
    int family = Math.max(family(remote), local == null ? 0 : family(local));
    int socket = open(family);
    try {
      if (local != null) {
        bind(socket, local, family);
      }
      int answer = calls.connect(socket, addresses.address(), addresses.write(remote, family));
      if (answer != -Errno.EINPROGRESS && answer != -Errno.EINTR) { // then it goes on, too
        Failures.check(answer);
      }
    } catch (IOException | RuntimeException e) {
      int _ = calls.close(socket);
      throw e;
    }
    SocketStream stream = new SocketStream(this, socket, null, null);
    table.add(stream);
    return stream;
  }

  /** A connection that was accepted. */
  StreamIo opened(int descriptor, @Nullable TcpAddress host, TcpAddress peer) {
    SocketStream stream = new SocketStream(this, descriptor, host, peer);
    table.add(stream);
    return stream;
  }

  private static int family(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address
        ? SocketAddresses.AF_INET6
        : SocketAddresses.AF_INET;
  }

  /** The family of sockets that are reached by IPv4, and by IPv6 if this machine has it. */
  private int anyFamily() {
    if (!Boolean.getBoolean("java.net.preferIPv4Stack")) {
      int probe = calls.socket(SocketAddresses.AF_INET6, SOCK_STREAM);
      if (probe >= 0) {
        int _ = calls.close(probe);
        return SocketAddresses.AF_INET6;
      }
    }
    return SocketAddresses.AF_INET;
  }

  private int open(int family) throws IOException {
    return watchable(Failures.check(calls.socket(family, SOCK_STREAM)));
  }

  /** The same, or closed, if it is one that cannot be waited for. */
  private int watchable(int socket) throws IOException {
    try {
      poller.check(socket);
      return socket;
    } catch (IOException e) {
      int _ = calls.close(socket);
      throw e;
    }
  }

  private void bind(int socket, InetSocketAddress local, int family) throws IOException {
    if (family == SocketAddresses.AF_INET6) {
      set(socket, SocketOptions.IPV6_V6ONLY, false); // as a system may have it by default
    }
    Failures.check(calls.bind(socket, addresses.address(), addresses.write(local, family)));
  }

  private void set(int socket, SocketOptions.Known option, boolean on) throws IOException {
    options.set(socket, option, on ? 1 : 0);
  }

  /** Sees whether a channel's descriptor can be watched. */
  void checkWatchable(int descriptor) {
    try {
      poller.check(descriptor);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  @Override
  public WatchIo watch(SelectableChannel channel, Ready ready) {
    return ChannelWatch.of(this, channel, ready);
  }

  @Override
  public void close() {
    table.all().forEach(Watched::dispose);
    poller.close();
  }
}
