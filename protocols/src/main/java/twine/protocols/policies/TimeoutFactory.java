package twine.protocols.policies;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.loop.Timers;
import twine.net.Factory;
import twine.net.Protocol;

/**
 * Closes connections on which nothing has happened for a while (Twisted's class of the same name):
 * on which for {@code period} no byte has arrived and the protocol has written none. The close is
 * that of {@link twine.net.Transport#loseConnection}: what was written before is still sent.
 *
 * <p>A peer that does not read can make that take for ever. {@link #setAbortDelay} puts an end to
 * it.
 *
 * <pre>
 *   WATCHED ⟲ data received or written
 *      └── idle for period ─▶ loseConnection, CLOSING ── abort delay ─▶ abortConnection
 * </pre>
 */
public final class TimeoutFactory extends WrappingFactory {
  private final Timers timers;
  private final Duration period;
  private @Nullable Duration abortDelay;

  /**
   * A factory around {@code wrapped}.
   *
   * @param timers what the time is measured with: the reactor
   * @param period how long a connection may be idle
   * @throws IllegalArgumentException if {@code period} is zero or negative
   */
  public TimeoutFactory(Timers timers, Duration period, Factory wrapped) {
    super(wrapped);
    this.timers = timers;
    this.period = IdleTimeout.positive("period", period);
  }

  /**
   * Sets how long after its time-out a connection that has not ended by then is aborted, and what
   * the peer has not read is dropped. It is not, to begin with: nothing tells a peer that reads
   * slowly from one that does not read. For connections that are made from now on.
   *
   * @throws IllegalArgumentException if {@code delay} is zero or negative
   */
  public void setAbortDelay(Duration delay) {
    abortDelay = IdleTimeout.positive("abort delay", delay);
  }

  @Override
  protected ProtocolWrapper wrap(Protocol protocol) {
    return new Watched(protocol);
  }

  private final class Watched extends ProtocolWrapper {
    private final IdleTimeout idle = new IdleTimeout(timers, period, this::timedOut);
    private final @Nullable IdleTimeout closing =
        abortDelay == null
            ? null
            : new IdleTimeout(timers, abortDelay, () -> transport().abortConnection());

    Watched(Protocol protocol) {
      super(protocol);
    }

    private void timedOut() {
      Log.info(logPrefix() + " (" + getPeer() + ") was idle for " + period + ", and is closed");
      transport().loseConnection();
      if (closing != null) {
        closing.start();
      }
    }

    @Override
    public void connectionMade() {
      idle.start();
      super.connectionMade();
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      idle.reset();
      super.dataReceived(data);
    }

    @Override
    public void write(ByteBuffer data) {
      if (data.hasRemaining()) {
        idle.reset();
      }
      super.write(data);
    }

    @Override
    public void connectionLost(Failure reason) {
      idle.cancel();
      if (closing != null) {
        closing.cancel();
      }
      super.connectionLost(reason);
    }
  }
}
