package twine.reactor.spi;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.reactor.ListenOptions;

/**
 * The ports on which several reactors listen together: when one of them listens where another one
 * does already, each gets a part of the connections. It goes by the address, so that code which
 * knows nothing of the others, and is run once for each, does the right thing.
 *
 * <p>Who is the first to listen at an address must find it free: the sockets of other programs are
 * not joined, nor is one reactor let in twice. The first one is opened for itself, and {@linkplain
 * ListenerIo#share shared} only then; that is how it is known to have been free. If it cannot be
 * shared it accepts all connections, and {@linkplain Driver#adopt hands them out} in turn.
 *
 * <p>A port that the system is to choose, 0, is the same for all while they are {@linkplain #settle
 * set up}: the first one of each reactor is the first one of the others, its second their second.
 * Later it is the reactor's own, as that of a connection for data is.
 *
 * <p><b>Thread rule.</b> May be used from any thread.
 */
public final class SharedPorts {
  private final List<SharedPort> open = new ArrayList<>(); // this and all below guarded by this
  private boolean inTurn;
  private boolean settled;

  /** No ports yet. */
  public SharedPorts() {}

  /**
   * Sets whether the ports that are opened from now on have one reactor accept for all, even where
   * the system could spread connections over several sockets.
   */
  public synchronized void setInTurn(boolean inTurn) {
    this.inTurn = inTurn;
  }

  /** The reactors are set up: a port that the system chooses is not shared from now on. */
  public synchronized void settle() {
    settled = true;
  }

  /** Listens for one of the reactors. */
  synchronized ListenerIo listen(Kernel member, InetSocketAddress local, ListenOptions options)
      throws IOException {
    if (local.getPort() == 0 && settled) {
      return member.driver.listen(local, options);
    }
    SharedPort port = find(member, local);
    if (port == null) {
      return open(member, local, options);
    }
    if (port.has(member)) {
      throw new BindException("this reactor listens there already");
    }
    return port.join(member, options);
  }

  private @Nullable SharedPort find(Kernel member, InetSocketAddress local) {
    for (SharedPort each : open) {
      if (local.getPort() == 0 ? each.isChosenFor(member, local) : each.isAt(local)) {
        return each;
      }
    }
    return null;
  }

  private ListenerIo open(Kernel member, InetSocketAddress local, ListenOptions options)
      throws IOException {
    ListenerIo socket = member.driver.listen(local, options);
    if (!inTurn && socket.share()) {
      var port = new PortOfSockets(this, local, socket);
      open.add(port);
      return port.add(member, socket);
    }
    var port = new PortInTurn(this, local, member, socket);
    port.start();
    open.add(port);
    return port.add(member, options);
  }

  /** Nobody listens there any more. */
  synchronized void closed(SharedPort port) {
    open.remove(port);
  }
}
