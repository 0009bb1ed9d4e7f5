package twine.linux.reactor;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import twine.linux.call.Errno;
import twine.net.TcpAddress;
import twine.reactor.spi.ListenerIo;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;

/** A listening socket. */
final class SocketListener extends Watched implements ListenerIo {
  private final TcpAddress host;
  private final boolean everywhere;

  /**
   * One that listens already.
   *
   * @param everywhere whether a connection may have been made to another address than {@code host}
   */
  SocketListener(LinuxDriver driver, int descriptor, TcpAddress host, boolean everywhere) {
    super(driver, descriptor);
    this.host = host;
    this.everywhere = everywhere;
  }

  @Override
  public void start(Ready ready) {
    attach(ready);
    interest(Ready.READ);
  }

  @Override
  public @Nullable StreamIo accept() throws IOException {
    if (!driver.poller.admits(descriptor)) {
      return null;
    }
    while (true) {
      int accepted =
          driver.calls.accept(descriptor, driver.addresses.address(), driver.addresses.length());
      if (accepted >= 0) {
        return opened(accepted);
      }
      switch (-accepted) {
        case Errno.EAGAIN -> {
          return null;
        }
        // Those that are about a connection that is over before it was accepted: on to the next.
        case Errno.EINTR,
            Errno.ECONNABORTED,
            Errno.EPROTO,
            Errno.ENOPROTOOPT,
            Errno.EOPNOTSUPP,
            Errno.ENETDOWN,
            Errno.ENETUNREACH,
            Errno.EHOSTDOWN,
            Errno.EHOSTUNREACH -> {}
        default -> throw Failures.of(-accepted);
      }
    }
  }

  private StreamIo opened(int accepted) throws IOException {
    try {
      driver.poller.check(accepted);
    } catch (IOException e) {
      int _ = driver.calls.close(accepted); // another thread has taken the number that was free
      throw e;
    }
    return driver.opened(accepted, everywhere ? null : host, driver.addresses.read());
  }

  /** One that was inherited is shared all the same: other reactors get duplicates of it. */
  @Override
  public boolean share() {
    try {
      driver.options.set(descriptor, SocketOptions.SO_REUSEPORT, 1);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("could not share " + host, e);
    }
  }

  @Override
  public TcpAddress host() {
    return host;
  }

  @Override
  public void close() {
    interest(0); // one that was inherited lives on, and so would what is told of it
    closeDescriptor();
  }

  @Override
  void dispose() {
    close();
  }

  @Override
  public String toString() {
    return "the port " + host;
  }
}
