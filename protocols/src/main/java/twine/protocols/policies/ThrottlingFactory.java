package twine.protocols.policies;

import org.jspecify.annotations.Nullable;
import twine.loop.Timers;
import twine.net.Factory;
import twine.net.Protocol;

/**
 * Limits how many bytes a second a factory's connections receive and send, all of them together
 * (Twisted's class of the same name). There is no limit to begin with.
 *
 * <pre>{@code
 * var throttled = new ThrottlingFactory(reactor, factory);
 * throttled.setWriteLimit(100_000);
 * reactor.listenTcp(10_000, throttled);
 * }</pre>
 *
 * <p><b>Bursts.</b> What is not used is saved up, for one second and no longer: in any {@code t}
 * seconds at most {@code limit × (t + 1)} bytes are sent, to the byte. With receiving it is the
 * same, but bytes that have arrived cannot be sent back: a connection passes on what it has read,
 * and is then not read until that is paid for, so that one read for each connection (at most 64 KiB
 * or so) may come on top. Connections that wait get equal shares.
 *
 * <p><b>Back-pressure.</b> What may not be received yet stays with the peer, which is slowed down.
 * What may not be sent yet waits in memory, with the rules of a transport: a registered producer is
 * told to pause when more than 64 KiB wait, and a protocol that goes on writing all the same loses
 * its connection with a {@link twine.net.error.WriteLimitExceededException} when more than the
 * {@linkplain twine.net.Transport#setWriteLimit write limit} waits. {@code loseConnection} and
 * {@code loseWriteConnection} take effect when all that waits has been sent, at the speed that is
 * allowed; {@code abortConnection} drops it.
 *
 * <p>How many connections there are is not its business: see {@link LimitTotalConnectionsFactory}.
 */
public final class ThrottlingFactory extends WrappingFactory {
  private final Timers timers;
  private @Nullable Throttle input;
  private @Nullable Throttle output;

  /**
   * A factory around {@code wrapped}.
   *
   * @param timers what the time is measured with: the reactor
   */
  public ThrottlingFactory(Timers timers, Factory wrapped) {
    super(wrapped);
    this.timers = timers;
  }

  /**
   * Limits what is received, by connections that are made from now on.
   *
   * @param bytesPerSecond for all of them together, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public void setReadLimit(int bytesPerSecond) {
    input = throttle(bytesPerSecond);
  }

  /**
   * Limits what is sent, by connections that are made from now on.
   *
   * @param bytesPerSecond for all of them together, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public void setWriteLimit(int bytesPerSecond) {
    output = throttle(bytesPerSecond);
  }

  private Throttle throttle(int bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException(
          "the limit must be at least 1 byte a second, not " + bytesPerSecond);
    }
    return new Throttle(timers, bytesPerSecond);
  }

  @Override
  protected ProtocolWrapper wrap(Protocol protocol) {
    Throttle in = input;
    Throttle out = output;
    if (out == null) {
      return in == null ? super.wrap(protocol) : new ThrottledInput(in, protocol);
    }
    ProtocolWrapper sending = new ThrottledOutput(out, protocol);
    return in == null ? sending : new ThrottledInput(in, sending.face());
  }
}
