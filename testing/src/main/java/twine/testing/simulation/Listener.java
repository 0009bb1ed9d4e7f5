package twine.testing.simulation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;
import twine.reactor.ListenOptions;
import twine.reactor.spi.ListenerIo;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;

/** A listening socket. */
final class Listener extends Socket implements ListenerIo {
  private final InetSocketAddress local;
  private final ListenOptions options;

  /** Connections that are made and wait to be accepted, at most as many as the backlog says. */
  private final Deque<Stream> made = new ArrayDeque<>();

  Listener(SimulatedDriver driver, InetSocketAddress local, ListenOptions options) {
    super(driver);
    this.local = local;
    this.options = options;
  }

  InetSocketAddress local() {
    return local;
  }

  boolean sharesPort() {
    return options.reusePort();
  }

  /** Whether a connection to {@code address} comes here. */
  boolean hears(InetSocketAddress address) {
    return local.getPort() == address.getPort() && overlaps(address.getAddress());
  }

  /** Whether this listens on {@code address}, or on one of several that it stands for. */
  boolean overlaps(InetAddress address) {
    InetAddress own = local.getAddress();
    return own.isAnyLocalAddress() || address.isAnyLocalAddress() || own.equals(address);
  }

  boolean hasRoom() {
    return made.size() < options.backlog();
  }

  /** There is a connection to accept. */
  void add(Stream stream) {
    made.add(stream);
    changed();
  }

  @Override
  int possible() {
    return made.isEmpty() ? 0 : Ready.READ;
  }

  @Override
  public void start(Ready ready) {
    setReady(ready);
    setInterest(Ready.READ);
  }

  @Override
  public void interest(int ops) {
    setInterest(ops);
  }

  @Override
  public @Nullable StreamIo accept() throws IOException {
    checkOpen();
    Stream next = made.poll();
    if (next != null) {
      driver().opened(next);
    }
    changed();
    return next;
  }

  @Override
  public TcpAddress host() {
    return TcpAddress.of(local);
  }

  @Override
  public void close() {
    checkOpen();
    markClosed();
    made.forEach(Stream::reset);
  }

  /** The host has crashed. */
  void vanish() {
    markClosed();
    made.forEach(Stream::vanish);
  }

  @Override
  void discard() {
    close();
  }

  @Override
  public String toString() {
    return "listening on " + host();
  }
}
