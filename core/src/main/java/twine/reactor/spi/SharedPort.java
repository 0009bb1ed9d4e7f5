package twine.reactor.spi;

import java.io.IOException;
import java.net.InetSocketAddress;
import twine.reactor.ListenOptions;

/** A port on which several reactors listen. All is guarded by the {@link SharedPorts} it is of. */
abstract class SharedPort {
  final SharedPorts ports;

  /** The address that was asked for, with the number of the port that is had. */
  final InetSocketAddress address;

  private final boolean chosen;

  /**
   * At the address of the first socket.
   *
   * @param asked what that was opened with; its port may be 0
   */
  SharedPort(SharedPorts ports, InetSocketAddress asked, ListenerIo first) {
    this.ports = ports;
    this.address = new InetSocketAddress(asked.getAddress(), first.host().port());
    this.chosen = asked.getPort() == 0;
  }

  /** Whether this is what somebody means who listens at {@code local}. */
  final boolean isAt(InetSocketAddress local) {
    return address.equals(local);
  }

  /** Whether this is what {@code member} means that has the system choose a port. */
  final boolean isChosenFor(Kernel member, InetSocketAddress local) {
    return chosen && address.getAddress().equals(local.getAddress()) && !has(member);
  }

  /** Whether {@code member} listens here. */
  abstract boolean has(Kernel member);

  /** Lets another reactor listen here. */
  abstract ListenerIo join(Kernel member, ListenOptions options) throws IOException;
}
