package twine.testing.contract;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import twine.net.TcpAddress;
import twine.testing.MemoryOptions;
import twine.testing.MemoryReactors;

/** The memory driver under the kernel, in worlds that cut what is read and written differently. */
final class MemoryReactorContractTest {

  /** What the system property {@code twine.seed} says, or another one each time. */
  private static final long SEED = Long.getLong("twine.seed", System.nanoTime());

  @BeforeAll
  static void printSeed() {
    System.out.println("random cuts from seed " + SEED + "; -Dtwine.seed=… repeats them");
  }

  private static ReactorFixture over(MemoryOptions options) {
    return ReactorFixture.of(() -> MemoryReactors.create(options))
        .without(Ability.CHANNELS)
        .without(Ability.WORKERS)
        .withSilent(new TcpAddress("192.0.2.1", 80))
        .withUnreachable(new TcpAddress("198.51.100.1", 80));
  }

  @Nested
  final class AllAtOnce extends ReactorContractTest {
    @Override
    ReactorFixture fixture() {
      return over(MemoryOptions.DEFAULT);
    }
  }

  @Nested
  final class ByteByByte extends ReactorContractTest {
    @Override
    ReactorFixture fixture() {
      return over(MemoryOptions.DEFAULT.withMaxChunk(1).withBufferSize(1024)).withBulk(100_000);
    }
  }

  @Nested
  final class CutAtRandom extends ReactorContractTest {
    @Override
    ReactorFixture fixture() {
      return over(MemoryOptions.DEFAULT
              .withSeed(SEED)
              .withMaxChunk(5_000)
              .withRandomChunks(true)
              .withBufferSize(1_000)
              // the clock passes the end of what a long can hold
              .withStartNanos(Long.MAX_VALUE - 10_000_000))
          .withBulk(300_000)
          .withSeed(SEED);
    }
  }
}
