package twine.poetry.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.testing.simulation.StuckException;

/**
 * The proxy in a thousand bad minutes. A failure says the seed of its run, and {@code
 * -Dtwine.seed=…} repeats that run only.
 */
@Timeout(60)
final class SimulatedProxyTest {
  private static final int RUNS = 1_000;

  private long poems;
  private long complaints;
  private long cancels;

  @Test
  @Tag("P14.7")
  void whateverGoesWrongEveryReaderIsToldAndNothingIsLeft() {
    Long repeated = Long.getLong("twine.seed");
    if (repeated != null) {
      check(repeated);
      return;
    }
    for (long seed = 0; seed < RUNS; seed++) {
      check(seed);
    }
    assertThat(poems).as("poems that came all the same").isGreaterThan(RUNS);
    assertThat(complaints).as("downloads that failed").isGreaterThan(RUNS);
    assertThat(cancels).as("downloads that nobody waited for any more").isGreaterThan(RUNS / 4);
  }

  private void check(long seed) {
    try (var run = new ProxyRun(seed)) {
      run.check();
      poems += run.poems();
      complaints += run.complaints();
      cancels += run.cancels();
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "the run with seed %d; -Dtwine.seed=%d repeats it".formatted(seed, seed), e);
    }
  }

  @Test
  void aProxyThatForgetsOneWhoWaitsIsFoundAndTheSeedRepeatsIt() {
    long seed = 0;
    while (forgotten(seed) == null) {
      seed++;
    }
    assertThat(seed).as("runs before one is found").isLessThan(10);
    assertThat(forgotten(seed)).isEqualTo(forgotten(seed));
  }

  /** The digest of a run in which a reader was forgotten, or null if none was. */
  private static @Nullable String forgotten(long seed) {
    try (var run = new ProxyRun(seed, ForgetfulProxy::new)) {
      StuckException stuck = catchThrowableOfType(StuckException.class, run::check);
      if (stuck == null) {
        return null;
      }
      assertThat(stuck).hasMessageContaining("seed " + seed).hasMessageContaining("reader-");
      return run.digest();
    }
  }
}
