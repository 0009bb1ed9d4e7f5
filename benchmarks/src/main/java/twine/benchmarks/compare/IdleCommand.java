package twine.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Servers that have nothing to do. */
@Command(
    name = "idle",
    description = "Compares what servers take for idle connections: memory, and CPU time.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class IdleCommand implements Callable<Integer> {
  @Option(
      names = "--connections",
      defaultValue = "10000",
      description = "How many connections to hold open.")
  private int connections;

  @Option(
      names = "--seconds",
      defaultValue = "5",
      description = "How long to watch the idle servers.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "8",
      description = "How many seconds to load each server first.")
  private int warmUp;

  @Option(names = "--classes", description = "Tell which classes the heap went to, too.")
  private boolean classes;

  @Parameters(
      paramLabel = "SERVER",
      arity = "0..*",
      defaultValue = Contestant.NAMES,
      converter = Contestant.Converter.class,
      split = ",",
      description = "Which servers.")
  private List<Contestant> contestants = new ArrayList<>();

  @Mixin private Output output = new Output();

  /** For picocli. */
  public IdleCommand() {}

  @Override
  public Integer call() {
    Machine.pinLoad();
    var idleness =
        new Idleness(connections, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp));
    output.give(idleness.run(Contestant.present(contestants), classes));
    return 0;
  }
}
