package twine.testing;

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

/** A listening socket in memory. */
final class MemoryListener extends MemorySocket implements ListenerIo {
  private final InetSocketAddress local;
  private final ListenOptions options;

  /** Connections that are made and wait to be accepted, at most as many as the backlog says. */
  private final Deque<MemoryStream> made = new ArrayDeque<>();

  /** Attempts for which there is no room in the backlog; nobody answers them yet. */
  private final Deque<MemoryStream> knocking = new ArrayDeque<>();

  MemoryListener(MemoryDriver driver, InetSocketAddress local, ListenOptions options) {
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

  void knock(MemoryStream attempt) {
    knocking.add(attempt);
    answer();
  }

  private void answer() {
    while (made.size() < options.backlog() && !knocking.isEmpty()) {
      MemoryStream attempt = knocking.remove();
      if (!attempt.closed()) {
        made.add(attempt.establish());
      }
    }
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
    MemoryStream next = made.peek();
    if (next == null) {
      return null;
    }
    driver().opened(next);
    made.remove();
    answer();
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
    made.forEach(MemoryStream::reset);
    knocking.forEach(MemoryStream::refuse);
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
