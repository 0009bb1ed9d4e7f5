package twine.linux.reactor;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import twine.linux.call.Errno;
import twine.linux.call.SystemCalls;
import twine.net.TcpAddress;
import twine.reactor.spi.ListenerIo;
import twine.reactor.spi.Ready;
import twine.reactor.spi.StreamIo;

/** A listening socket. */
final class SocketListener extends Watched implements ListenerIo {
  private static final int NONE = -1;

  private final TcpAddress host;
  private final boolean everywhere;

  /** A connection that was accepted and cannot be waited for, or {@link #NONE}. */
  private int held = NONE;

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
    while (true) {
      boolean fresh = held == NONE;
      int accepted = fresh ? acceptNext() : renumberHeld();
      if (accepted >= 0) {
        hold(accepted);
        held = NONE;
        return driver.opened(
            accepted, everywhere ? null : host, fresh ? driver.addresses.read() : null);
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

  private int acceptNext() {
    return driver.calls.accept(descriptor, driver.addresses.address(), driver.addresses.length());
  }

  /**
   * Sees whether a connection can be waited for. One whose descriptor is too large for that is kept
   * until there is a lower one, as connections wait for descriptors at all.
   */
  private void hold(int accepted) throws IOException {
    held = accepted;
    driver.poller.check(accepted);
  }

  private int renumberHeld() {
    int lowest = driver.calls.fcntl(held, SystemCalls.F_DUPFD_CLOEXEC, 0);
    if (lowest >= 0) {
      closeHeld();
    }
    return lowest;
  }

  private void closeHeld() {
    if (held != NONE) {
      int _ = driver.calls.close(held);
      held = NONE;
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
    closeHeld();
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
