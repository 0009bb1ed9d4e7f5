package twine.reactor.spi;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.net.error.CannotListenException;
import twine.reactor.ListenOptions;

/**
 * A listening port.
 *
 * <pre>
 *   STOPPED ── startListening ──▶ LISTENING ◀── resume ── RESTING (no descriptors)
 *      ▲                            │  └── accept fails ─────▶ │
 *      └────── stopListening ───────┴──────────────────────────┘
 * </pre>
 *
 * <p>When the system has no descriptor for another connection, the port rests and tries again: the
 * connections wait in the system's backlog and are served when descriptors come back. Trying at
 * once would spin, for the port stays ready all the while.
 */
final class Port implements TcpPort, Ready, Served {
  /** Connections accepted in one event, so that a rush of them does not starve those there are. */
  private static final int ACCEPTS = 64;

  private final KernelReactor reactor;
  private final Kernel kernel;
  private final Factory factory;
  private final ListenOptions options;
  private final AcceptTrouble trouble;
  private TcpAddress host;
  private @Nullable ListenerIo listener; // null when STOPPED
  private boolean freeing; // closed, but perhaps not yet free
  private int accepted;

  Port(KernelReactor reactor, TcpAddress host, Factory factory, ListenOptions options) {
    this.reactor = reactor;
    this.kernel = reactor.kernel();
    this.host = host;
    this.factory = factory;
    this.options = options;
    this.trouble = new AcceptTrouble(kernel, this);
  }

  @Override
  public void startListening() {
    kernel.checkThread("startListening");
    if (listener != null) {
      throw new IllegalStateException(this + " is listening already");
    }
    ListenerIo opened;
    try {
      InetSocketAddress local =
          options.iface().isEmpty()
              ? new InetSocketAddress(host.port())
              : new InetSocketAddress(
                  kernel.driver.lookup(options.iface()).getFirst(), host.port());
      opened = kernel.listen(local, options);
    } catch (IOException e) {
      throw new CannotListenException(host, e);
    }
    try {
      factory.doStart();
    } catch (Throwable thrown) {
      opened.close();
      throw thrown;
    }
    listener = opened;
    host = opened.host();
    reactor.opened(this);
    opened.start(this);
  }

  @Override
  public String logPrefix() {
    return factory.logPrefix();
  }

  @Override
  public void ready(int ops) {
    kernel.serving = this;
    acceptSome();
    kernel.serving = null;
  }

  private void acceptSome() {
    for (int i = 0; i < ACCEPTS && listener != null; i++) {
      StreamIo io;
      try {
        io = listener.accept();
      } catch (IOException e) {
        trouble.rest(listener, e);
        return;
      }
      if (io == null) {
        return;
      }
      trouble.isOver();
      serve(io);
    }
  }

  private void serve(StreamIo io) {
    Protocol protocol;
    try {
      protocol = factory.buildProtocol(io.peer());
    } catch (Throwable thrown) {
      Log.error(factory.logPrefix() + ": buildProtocol for " + io.peer() + " threw", thrown);
      io.reset();
      kernel.settle();
      return;
    }
    if (protocol == null) {
      io.close();
      kernel.settle();
      return;
    }
    new StreamTransport(kernel, io, protocol, accepted++).begin();
  }

  @Override
  public Deferred<@Nullable Void> stopListening() {
    kernel.checkThread("stopListening");
    ListenerIo closing = listener;
    if (closing == null) {
      return freeing ? whenFree() : Deferred.succeed(null);
    }
    listener = null;
    freeing = true;
    trouble.stop();
    closing.close();
    reactor.closed(this);
    kernel.guard(factory.logPrefix() + ".stopFactory", factory::doStop);
    return whenFree();
  }

  /** Fires after the wait in which the driver frees the port at the latest. */
  private Deferred<@Nullable Void> whenFree() {
    Deferred<@Nullable Void> free = new Deferred<>();
    kernel.executeAfterWait(() -> {
      freeing = false;
      free.callback(null);
    });
    return free;
  }

  @Override
  public TcpAddress getHost() {
    return host;
  }

  @Override
  public String toString() {
    return "Port " + host + " (" + factory.logPrefix() + ")";
  }
}
