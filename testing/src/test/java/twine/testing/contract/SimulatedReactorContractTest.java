package twine.testing.contract;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import twine.net.TcpAddress;
import twine.testing.simulation.Host;
import twine.testing.simulation.Simulation;

/** A simulated host under the kernel, on good and on bad networks. */
final class SimulatedReactorContractTest {

  /** What the system property {@code twine.seed} says, or another one each time. */
  private static final long SEED = Long.getLong("twine.seed", System.nanoTime());

  private static final TcpAddress SILENT = new TcpAddress("10.0.0.1", 80);
  private static final TcpAddress UNREACHABLE = new TcpAddress("10.9.9.9", 80);

  @BeforeAll
  static void printSeed() {
    System.out.println("simulated from seed " + SEED + "; -Dtwine.seed=… repeats it");
  }

  private static ReactorFixture over(boolean shortMoves) {
    return ReactorFixture.of(
            () -> {
              Simulation simulation = new Simulation(SEED);
              Host silent = simulation.host("silent");
              silent.crash();
              simulation.faults().shortReadsAndWrites(shortMoves ? 0.5 : 0);
              return simulation.reactor();
            })
        .without(Ability.CHANNELS)
        .without(Ability.WORKERS)
        .withSilent(SILENT)
        .withUnreachable(UNREACHABLE)
        .withSeed(SEED);
  }

  @Nested
  final class WholeMoves extends ReactorContractTest {
    @Override
    ReactorFixture fixture() {
      return over(false);
    }
  }

  @Nested
  final class ShortMoves extends ReactorContractTest {
    @Override
    ReactorFixture fixture() {
      return over(true).withBulk(1_000_000);
    }
  }
}
