package twine.benchmarks.compare;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.report.Output;

/** A reactor for each core. */
@Command(
    name = "cores",
    description = "Compares a group of reactors, one for each processor, with a single one.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class CoresCommand implements Callable<Integer> {
  @Option(
      names = "--reactors",
      description = "How many there are in the group; one for each processor unless it is said.")
  private int reactors = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--steps",
      defaultValue = "200000",
      description = {
        "How much to compute for each answer, in steps of about 2 ns.",
        "With little, the load needs a processor of its own, and nothing is left for the second."
      })
  private int steps;

  @Option(names = "--rounds", defaultValue = "8", description = "How many rounds to measure.")
  private int rounds;

  @Mixin private Output output = new Output();

  /** For picocli. */
  public CoresCommand() {}

  @Override
  public Integer call() {
    Machine.unpin(); // another command may have pinned it
    output.give(new Cores(reactors, steps, rounds).run());
    return 0;
  }
}
