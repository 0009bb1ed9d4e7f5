package twine.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Option(names = "--launches", defaultValue = "1", description = "How often to start the servers.")
  private int launches;

  @Option(
      names = "--rounds",
      defaultValue = "6",
      description = {
        "How many rounds to measure after each start. In a round each server has seven turns of 50"
            + " ms, five streams to each reader, or 0.7 s with all slow clients.",
        "Six turns are the fewest that tell how sure a median is."
      })
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "2",
      description = "How many seconds of each load each server has before it is first measured.")
  private int warmUp;

  @Option(
      names = "--wrk",
      description = {
        "Have wrk make the requests, if it is there, one turn of a second in each round.",
        "It opens its connections anew each time, so the server's time to accept them counts, too."
      })
  private boolean byWrk;

  @Option(names = "--system-calls", description = "Count system calls with perf, too.")
  private boolean systemCalls;

  @Mixin private Servers servers = new Servers();

  @Mixin private Output output = new Output();

  /** For picocli. */
  public ServersCommand() {}

  @Override
  public Integer call() {
    Machine.pinLoad();
    sayWhatIsMissing();
    boolean count = systemCalls && Machine.tool("perf").isPresent();
    var plan = new Plan(launches, rounds, Duration.ofSeconds(warmUp), byWrk, count);
    List<Comparison> outcome = new Tournament(servers.present(), plan).play(scenarios);
    output.give(
        outcome.stream().map(Comparison::section).collect(Collectors.joining()),
        outcome.stream().map(Comparison::chart).toList());
    return 0;
  }

  private void sayWhatIsMissing() {
    if (byWrk && Machine.tool("wrk").isEmpty()) {
      Console.say("There is no wrk, so this program makes the requests itself.");
    }
    if (systemCalls && Machine.tool("perf").isEmpty()) {
      Console.say("There is no perf, so system calls are not counted.");
    }
  }
}
