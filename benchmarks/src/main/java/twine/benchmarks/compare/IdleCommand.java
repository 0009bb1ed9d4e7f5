package twine.benchmarks.compare;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.report.Output;

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
      defaultValue = "1",
      description = "How long to watch the idle servers.")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "2",
      description = "How many seconds to load each server before it is measured.")
  private int warmUp;

  @Option(names = "--classes", description = "Tell which classes the heap went to, too.")
  private boolean classes;

  @Mixin private Servers servers = new Servers();

  @Mixin private Output output = new Output();

  /** For picocli. */
  public IdleCommand() {}

  @Override
  public Integer call() {
    Machine.pinLoad();
    var idleness =
        new Idleness(connections, Duration.ofSeconds(seconds), Duration.ofSeconds(warmUp));
    output.give(idleness.run(servers.present(), classes));
    return 0;
  }
}
