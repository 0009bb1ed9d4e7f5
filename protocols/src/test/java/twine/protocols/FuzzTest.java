package twine.protocols;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Anything may arrive, cut anywhere, while the program pauses, resumes and closes as it likes.
 *
 * <p>A run is made of its seed alone. A build takes the same seeds each time; {@code
 * -Dtwine.fuzz.seconds=…} takes others for that long, and {@code -Dtwine.fuzz.seed=…} repeats one.
 */
@Tag("P12.1")
@Tag("P5.14")
class FuzzTest {
  private static final int RUNS = 3_000;

  @Test
  void whatArrivesIsReadAsTheReferenceReadsIt() {
    Long repeated = Long.getLong("twine.fuzz.seed");
    Long seconds = Long.getLong("twine.fuzz.seconds");
    if (repeated != null) {
      check(repeated);
    } else if (seconds != null) {
      checkFor(seconds);
    } else {
      for (int seed = 0; seed < RUNS; seed++) {
        check(seed);
      }
    }
  }

  private static void checkFor(long seconds) {
    long nanos = TimeUnit.SECONDS.toNanos(seconds);
    long start = System.nanoTime();
    long seed = new Random().nextLong();
    while (System.nanoTime() - start < nanos) {
      check(seed++);
    }
  }

  private static void check(long seed) {
    FuzzRun run = new FuzzRun(seed);
    try {
      run.check();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(run + ": repeat it with -Dtwine.fuzz.seed=" + seed, e);
    }
  }
}
