package twine.net;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.loop.DelayedCall;
import twine.loop.Timers;

/**
 * A client factory that connects again whenever an attempt fails or a connection is lost, waiting
 * longer each time, and a little differently from all other clients, so that a server that comes
 * back is not met by all of them at once.
 *
 * <pre>{@code
 * class FeedFactory extends ReconnectingClientFactory {
 *   FeedFactory(Reactor reactor) {
 *     super(reactor, reactor.random(), FeedProtocol::new);
 *   }
 *
 *   @Override public @Nullable Protocol buildProtocol(Address peer) {
 *     resetDelay();                 // we got through: the next wait is a short one again
 *     return super.buildProtocol(peer);
 *   }
 * }
 * }</pre>
 */
public class ReconnectingClientFactory extends ClientFactory {
  /** Each wait is this many times the one before. */
  private static final double FACTOR = Math.E;

  /**
   * The standard deviation of a wait, as a part of it (the molar Planck constant, as in Twisted).
   */
  private static final double JITTER = 0.119_626_565_82;

  private final Timers timers;
  private final RandomGenerator random;
  private Duration initialDelay = Duration.ofSeconds(1);
  private Duration maxDelay = Duration.ofHours(1);
  private int maxRetries = Integer.MAX_VALUE;

  private double delaySeconds = 1;
  private int retries;
  private boolean trying = true;
  private @Nullable DelayedCall waiting;
  private @Nullable Connector connecting;

  /**
   * A factory that asks {@code protocol} for each connection.
   *
   * @param timers what the waits are measured with
   * @param random what makes them differ
   */
  public ReconnectingClientFactory(
      Timers timers, RandomGenerator random, Supplier<? extends Protocol> protocol) {
    super(protocol);
    this.timers = timers;
    this.random = random;
  }

  /** Sets the first wait; one second to begin with. */
  public final void setInitialDelay(Duration delay) {
    initialDelay = delay;
    delaySeconds = seconds(delay);
  }

  /** Sets the longest wait; one hour to begin with. */
  public final void setMaxDelay(Duration delay) {
    maxDelay = delay;
  }

  /**
   * Sets after how many attempts in a row that came to nothing it gives up; never to begin with.
   */
  public final void setMaxRetries(int retries) {
    maxRetries = retries;
  }

  /** Begins with the shortest wait again, and tries again if it had stopped. */
  public final void resetDelay() {
    delaySeconds = seconds(initialDelay);
    retries = 0;
    trying = true;
  }

  /** Gives up: an attempt that waits or is under way is dropped, and no other is made. */
  public final void stopTrying() {
    trying = false;
    if (waiting != null) {
      waiting.cancel();
      waiting = null;
    }
    if (connecting != null) {
      Connector abandoned = connecting;
      connecting = null;
      abandoned.stopConnecting();
    }
  }

  @Override
  public void startedConnecting(Connector connector) {
    connecting = connector;
  }

  @Override
  public @Nullable Protocol buildProtocol(Address peer) {
    connecting = null;
    return super.buildProtocol(peer);
  }

  @Override
  public void clientConnectionFailed(Connector connector, Failure reason) {
    connecting = null;
    retry(connector);
  }

  @Override
  public void clientConnectionLost(Connector connector, Failure reason) {
    connecting = null;
    retry(connector);
  }

  /** Connects again after the next wait, unless it has given up. */
  protected final void retry(Connector connector) {
    if (!trying || retries >= maxRetries) {
      return;
    }
    retries++;
    delaySeconds = Math.min(delaySeconds * FACTOR, seconds(maxDelay));
    double jittered = random.nextGaussian(delaySeconds, delaySeconds * JITTER);
    Duration wait = Duration.ofNanos((long) (Math.max(0, jittered) * 1e9));
    waiting =
        timers.callLater(
            wait,
            () -> {
              waiting = null;
              connector.connect();
            });
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
