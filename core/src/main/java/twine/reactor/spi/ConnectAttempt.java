package twine.reactor.spi;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.loop.DelayedCall;
import twine.net.TcpAddress;
import twine.net.error.ConnectFailedException;
import twine.net.error.ConnectTimedOutException;
import twine.net.error.ConnectionRefusedException;
import twine.net.error.DnsLookupException;
import twine.net.error.NoRouteException;
import twine.net.error.UserAbortedException;
import twine.reactor.ConnectOptions;

/**
 * One attempt to connect: look the name up, try its addresses in turn, give up in time.
 *
 * <pre>
 *   start ─▶ RESOLVING ─▶ TRYING (each address) ── one answers ──▶ over (connected)
 *               │            └── all failed ──▶ ┐
 *               └── unknown, time-out, stop ────┴─ next turn ────▶ over (failed)
 * </pre>
 *
 * <p>Failures are told in a later turn, so never from inside a call of the program's.
 */
final class ConnectAttempt implements Ready {
  private final KernelReactor reactor;
  private final Kernel kernel;
  private final TcpConnector connector;
  private final TcpAddress destination;
  private final ConnectOptions options;

  private boolean over;
  private @Nullable DelayedCall timeout;
  private @Nullable Deferred<List<InetAddress>> resolving;
  private @Nullable Iterator<InetAddress> addresses;
  private @Nullable StreamIo io;

  ConnectAttempt(
      KernelReactor reactor,
      TcpConnector connector,
      TcpAddress destination,
      ConnectOptions options) {
    this.reactor = reactor;
    this.kernel = reactor.kernel();
    this.connector = connector;
    this.destination = destination;
    this.options = options;
  }

  TcpConnector connector() {
    return connector;
  }

  void start() {
    if (over) {
      return; // startedConnecting gave it up
    }
    reactor.opened(this);
    timeout =
        kernel.callLater(
            options.timeout(),
            () -> {
              timeout = null;
              fail(new ConnectTimedOutException(destination, options.timeout()));
            });
    InetAddress literal = Hosts.literal(destination.host());
    if (literal != null) {
      resolved(List.of(literal));
      return;
    }
    Deferred<List<InetAddress>> lookup = reactor.resolve(destination.host());
    resolving = lookup;
    lookup
        .onResult(this::resolved)
        .handle(failure -> fail(new DnsLookupException(destination, failure.value())));
  }

  private void resolved(List<InetAddress> found) {
    resolving = null;
    if (!over) {
      addresses = found.iterator();
      tryNext(null);
    }
  }

  private void tryNext(@Nullable IOException last) {
    IOException problem = last;
    while (addresses != null && addresses.hasNext()) {
      try {
        InetSocketAddress remote = new InetSocketAddress(addresses.next(), destination.port());
        StreamIo begun = kernel.driver.connect(remote, local());
        io = begun;
        begun.attach(this);
        begun.interest(WRITE);
        return;
      } catch (IOException e) {
        problem = e;
      }
    }
    fail(explain(problem));
  }

  private @Nullable InetSocketAddress local() {
    TcpAddress bind = options.bindAddress();
    return bind == null
        ? null
        : new InetSocketAddress(InetAddress.ofLiteral(bind.host()), bind.port());
  }

  @Override
  public void ready(int ops) {
    StreamIo trying = io;
    if (trying == null) {
      return;
    }
    try {
      if (!trying.finishConnect()) {
        return;
      }
    } catch (IOException e) {
      io = null;
      trying.close();
      tryNext(e);
      return;
    }
    io = null;
    finish();
    kernel.serve(connector, () -> connector.connected(trying));
    kernel.settle();
  }

  /** Gives up; the connector hears of it in a later turn. Nothing happens if it is over. */
  void fail(Throwable reason) {
    if (!over) {
      finish();
      kernel.execute(() -> connector.connectionFailed(reason));
    }
  }

  /** The reactor stops: there is no later turn. */
  void loseWithReactor() {
    if (!over) {
      finish();
      connector.connectionFailed(new UserAbortedException(destination, null));
    }
  }

  private void finish() {
    over = true;
    reactor.closed(this);
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
    if (resolving != null) {
      Deferred<List<InetAddress>> abandoned = resolving;
      resolving = null;
      abandoned.cancel();
    }
    if (io != null) {
      io.reset();
      io = null;
    }
  }

  private ConnectFailedException explain(@Nullable IOException problem) {
    String message = problem == null ? "" : String.valueOf(problem.getMessage());
    if (problem instanceof NoRouteToHostException) {
      return new NoRouteException(destination, problem);
    }
    if (problem instanceof ConnectException
        && message.toLowerCase(Locale.ROOT).contains("refused")) {
      return new ConnectionRefusedException(destination, problem);
    }
    return new ConnectFailedException(destination, "Could not connect (" + message + ")", problem);
  }
}
