package twine.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import twine.benchmarks.contestant.Contestant;
import twine.benchmarks.load.Scenario;
import twine.benchmarks.machine.Console;
import twine.benchmarks.machine.Machine;
import twine.benchmarks.report.Output;

/** Servers under load. */
@Command(
    name = "servers",
    description = "Compares the CPU time that servers take for each request with the first one's.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class ServersCommand implements Callable<Integer> {
  @Option(
      names = "--load",
      split = ",",
      defaultValue = "1,64,1000,64x16,poem:32,stream:8,slow:10000",
      converter = Scenario.Converter.class,
      description = "Loads: " + Scenario.FORMS + ".")
  private List<Scenario> scenarios = new ArrayList<>();

  @Option(names = "--launches", defaultValue = "3", description = "How often to start the servers.")
  private int launches;

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "How many rounds to measure after each start.")
  private int rounds;

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "How long each server is loaded in a round.")
  private int seconds;

  @Mixin private Servers servers = new Servers();

  @Mixin private Output output = new Output();

  /** For picocli. */
  public ServersCommand() {}

  @Override
  public Integer call() {
    Machine.pinLoad();
    sayWhatIsMissing();
    var plan = new Comparison.Plan(launches, rounds, servers.warmUp(), Duration.ofSeconds(seconds));
    List<Contestant> present = servers.present();
    StringBuilder text = new StringBuilder();
    for (Scenario scenario : scenarios) {
      text.append(new Comparison(scenario, present, plan).run());
    }
    output.give(text.toString());
    return 0;
  }

  private static void sayWhatIsMissing() {
    if (Machine.tool("wrk").isEmpty()) {
      Console.say("There is no wrk, so this program makes the requests itself.");
    }
    if (Machine.tool("perf").isEmpty()) {
      Console.say("There is no perf, so system calls are not counted.");
    }
  }
}
