package twine.poetry.proxy;

import java.time.Duration;

/**
 * How far a proxy goes.
 *
 * @param expiry how long a poem is kept, from when it came
 * @param silence how long a server may send nothing before it is given up
 * @param maxSize the longest poem, in bytes; a longer one is given up as soon as that is known
 */
record Limits(Duration expiry, Duration silence, int maxSize) {

  /** Two hours (exercise 14.2), a minute and 10 MiB. */
  static final Limits USUAL = new Limits(Duration.ofHours(2), Duration.ofMinutes(1), 10 << 20);
}
