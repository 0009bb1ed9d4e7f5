package twine.poetry.proxy;

import java.time.Duration;

/**
 * How far a proxy goes.
 *
 * @param expiry how long a poem is kept, from when it came
 * @param patience how long to wait for a server: for the next bytes of a poem, or for the whole of
 *     a transformed one
 * @param maxSize the longest poem, in bytes; a longer one is given up as soon as that is known
 */
public record Limits(Duration expiry, Duration patience, int maxSize) {

  /** Two hours (exercise 14.2), a minute and 10 MiB. */
  public static final Limits USUAL =
      new Limits(Duration.ofHours(2), Duration.ofMinutes(1), 10 << 20);
}
