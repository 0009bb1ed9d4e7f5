package twine.testing.simulation;

import java.time.Duration;

/**
 * The way from one host to another, the same in both directions. A host's connections to itself
 * take no time.
 *
 * @param latency how long every packet takes
 * @param jitter how much longer it takes at most; drawn for each packet. A connection's bytes stay
 *     in order all the same
 * @param bytesPerSecond how much the link takes, all connections together; 0 for no bound
 * @param buffer how many bytes a connection has on the way or unread at its end, in each direction,
 *     before its writer has to wait
 */
public record Link(Duration latency, Duration jitter, long bytesPerSecond, int buffer) {

  /** Half a millisecond, a little jitter, no bound, 128 KiB: two machines in one room. */
  public static final Link DEFAULT =
      new Link(Duration.ofNanos(500_000), Duration.ofNanos(50_000), 0, 128 * 1024);

  /** What a host's connections to itself go over. */
  static final Link LOOPBACK = new Link(Duration.ZERO, Duration.ZERO, 0, 64 * 1024);

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one is negative, or if there is no buffer
   */
  public Link {
    if (latency.isNegative() || jitter.isNegative() || bytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "a link has no negative figures: %s, %s, %d".formatted(latency, jitter, bytesPerSecond));
    }
    if (buffer < 1) {
      throw new IllegalArgumentException("a link needs a buffer, not one of " + buffer);
    }
  }

  /** The same with another latency. */
  public Link withLatency(Duration latency) {
    return new Link(latency, jitter, bytesPerSecond, buffer);
  }

  /** The same with another jitter. */
  public Link withJitter(Duration jitter) {
    return new Link(latency, jitter, bytesPerSecond, buffer);
  }

  /** The same with another bound; 0 for none. */
  public Link withBytesPerSecond(long bytesPerSecond) {
    return new Link(latency, jitter, bytesPerSecond, buffer);
  }

  /** The same with another buffer. */
  public Link withBuffer(int buffer) {
    return new Link(latency, jitter, bytesPerSecond, buffer);
  }
}
