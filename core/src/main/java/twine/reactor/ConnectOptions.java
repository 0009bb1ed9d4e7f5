package twine.reactor;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import twine.net.TcpAddress;

/**
 * How to connect.
 *
 * @param timeout how long to wait for an answer, the look-up of the name included
 * @param bindAddress the local address to connect from, numeric, its port 0 for any; or null for
 *     the system's choice
 */
public record ConnectOptions(Duration timeout, @Nullable TcpAddress bindAddress) {

  /** 30 seconds, from any local address. */
  public static final ConnectOptions DEFAULT = new ConnectOptions(Duration.ofSeconds(30), null);

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if the timeout is not positive, or the local address not
   *     numeric
   */
  public ConnectOptions {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the timeout must be positive, not " + timeout);
    }
    if (bindAddress != null) {
      InetAddress.ofLiteral(bindAddress.host());
    }
  }

  /** The same with another timeout. */
  public ConnectOptions withTimeout(Duration timeout) {
    return new ConnectOptions(timeout, bindAddress);
  }

  /** The same from another local address. */
  public ConnectOptions withBindAddress(TcpAddress bindAddress) {
    return new ConnectOptions(timeout, bindAddress);
  }
}
