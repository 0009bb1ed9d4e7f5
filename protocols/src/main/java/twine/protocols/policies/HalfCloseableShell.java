package twine.protocols.policies;

import java.nio.ByteBuffer;
import twine.defer.Failure;
import twine.net.HalfCloseable;
import twine.net.Protocol;

/**
 * A wrapper's face to the transport when the protocol it wraps is {@link HalfCloseable}. A
 * transport asks by type whether a protocol outlives half of its connection, so the wrapper of one
 * that does must have that type, and the wrapper of one that does not must not.
 */
final class HalfCloseableShell extends Protocol implements HalfCloseable {
  private final ProtocolWrapper wrapper;

  HalfCloseableShell(ProtocolWrapper wrapper) {
    this.wrapper = wrapper;
  }

  @Override
  public void connectionMade() {
    wrapper.makeConnection(transport());
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    wrapper.dataReceived(data);
  }

  @Override
  public void readConnectionLost() {
    wrapper.readConnectionLost();
  }

  @Override
  public void writeConnectionLost() {
    wrapper.writeConnectionLost();
  }

  @Override
  public void connectionLost(Failure reason) {
    wrapper.connectionLost(reason);
  }

  @Override
  public String logPrefix() {
    return wrapper.logPrefix();
  }

  @Override
  public String toString() {
    return wrapper.toString();
  }
}
