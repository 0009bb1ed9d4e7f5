package twine.protocols.policies;

import java.nio.ByteBuffer;
import twine.defer.Failure;
import twine.net.Protocol;

/**
 * Reads from a connection no faster than a {@link Throttle} allows. What has arrived is passed on
 * at once; what it was more than allowed is a debt, and until that is paid nothing is read.
 */
final class ThrottledInput extends ProtocolWrapper implements Throttle.Flow {
  private final Throttle throttle;

  private long debt;
  private boolean pausedByProtocol;

  ThrottledInput(Throttle throttle, Protocol protocol) {
    super(protocol);
    this.throttle = throttle;
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    int count = data.remaining();
    debt += count - throttle.take(count);
    if (debt > 0) {
      transport().pauseProducing();
      throttle.enter(this);
    }
    super.dataReceived(data);
  }

  @Override
  public void connectionLost(Failure reason) {
    debt = 0;
    throttle.leave(this);
    super.connectionLost(reason);
  }

  // ---- the throttle's flow

  @Override
  public long waiting() {
    return debt;
  }

  @Override
  public void pass(int bytes) {
    debt -= bytes;
    readIfAllowed();
  }

  // ---- the protocol's own pauses

  @Override
  public void pauseProducing() {
    pausedByProtocol = true;
    super.pauseProducing();
  }

  @Override
  public void resumeProducing() {
    pausedByProtocol = false;
    readIfAllowed();
  }

  private void readIfAllowed() {
    if (debt == 0 && !pausedByProtocol) {
      transport().resumeProducing();
    }
  }
}
