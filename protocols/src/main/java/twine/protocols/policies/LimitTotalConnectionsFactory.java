package twine.protocols.policies;

import twine.net.Address;
import twine.net.Factory;

/**
 * Limits how many connections a factory has at one time (Twisted's class of the same name), over
 * all ports and connectors that use this object.
 */
public final class LimitTotalConnectionsFactory extends LimitingFactory {

  /**
   * A factory around {@code wrapped}.
   *
   * @param limit how many connections there may be, at least 1
   * @throws IllegalArgumentException if {@code limit} is less
   */
  public LimitTotalConnectionsFactory(int limit, Factory wrapped) {
    super(limit, wrapped);
  }

  @Override
  String group(Address peer) {
    return "in all";
  }
}
