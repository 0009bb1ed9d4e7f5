package twine.protocols.policies;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.net.Producer;
import twine.net.Protocol;
import twine.net.error.WriteLimitExceededException;

/** Writes to a connection no faster than a {@link Throttle} allows; the rest waits in order. */
final class ThrottledOutput extends ProtocolWrapper {
  private final Throttle throttle;

  private @Nullable WaitingOutput output; // null until connectionMade
  private @Nullable WriteLimitExceededException exceeded;

  ThrottledOutput(Throttle throttle, Protocol protocol) {
    super(protocol);
    this.throttle = throttle;
  }

  private WaitingOutput output() {
    WaitingOutput current = output;
    if (current == null) {
      throw new IllegalStateException(logPrefix() + " is not connected yet");
    }
    return current;
  }

  @Override
  public void connectionMade() {
    output = new WaitingOutput(throttle, transport());
    super.connectionMade();
  }

  @Override
  public void connectionLost(Failure reason) {
    output().stopProducing();
    super.connectionLost(exceeded == null ? reason : new Failure(exceeded));
  }

  @Override
  public void write(ByteBuffer data) {
    try {
      output().write(data);
    } catch (WriteLimitExceededException e) {
      exceeded = e;
      abortConnection();
    }
  }

  @Override
  public void abortConnection() {
    output().drop();
    super.abortConnection();
  }

  @Override
  public void loseWriteConnection() {
    output().end();
  }

  @Override
  public void setWriteLimit(long bytes) {
    super.setWriteLimit(bytes);
    output().setLimit(bytes);
  }

  @Override
  public void registerProducer(Producer producer) {
    output().register(producer);
  }

  @Override
  public void unregisterProducer() {
    output().unregister();
  }
}
