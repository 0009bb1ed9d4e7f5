package twine.benchmarks.compare;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twine.benchmarks.report.Output;

/** From the command line to the poem. */
@Command(
    name = "start",
    description = {
      "Compares how soon bin/poetry client-4 and the same on Twisted have their poem,",
      "and how soon servers give their first answer."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class StartCommand implements Callable<Integer> {
  @Option(names = "--runs", defaultValue = "7", description = "How often to start each program.")
  private int runs;

  @Mixin private Servers servers = new Servers();

  @Mixin private Output output = new Output();

  /** For picocli. */
  public StartCommand() {}

  @Override
  public Integer call() {
    output.give(new StartUp(runs).run() + new FirstAnswer(runs).run(servers.present()));
    return 0;
  }
}
