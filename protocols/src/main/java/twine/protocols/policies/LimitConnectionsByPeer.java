package twine.protocols.policies;

import twine.net.Address;
import twine.net.Factory;
import twine.net.TcpAddress;

/**
 * Limits how many connections a factory has with one host at one time (Twisted's class of the same
 * name). A host is an address of a machine, whatever the port; many machines behind one address
 * share its limit.
 */
public final class LimitConnectionsByPeer extends LimitingFactory {

  /**
   * A factory around {@code wrapped}.
   *
   * @param limit how many connections there may be with one host, at least 1
   * @throws IllegalArgumentException if {@code limit} is less
   */
  public LimitConnectionsByPeer(int limit, Factory wrapped) {
    super(limit, wrapped);
  }

  @Override
  String group(Address peer) {
    return switch (peer) {
      case TcpAddress tcp -> "with " + tcp.host();
    };
  }
}
