package twine.benchmarks.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twine.benchmarks.contestant.Contestant;

/** Which servers a command compares, and how they are made warm. */
final class Servers {
  @Option(
      names = "--warm-up",
      defaultValue = "8",
      description = "How many seconds to load each server before it is first measured.")
  private int warmUp;

  @Parameters(
      paramLabel = "SERVER",
      arity = "0..*",
      defaultValue = Contestant.NAMES,
      converter = Contestant.Converter.class,
      split = ",",
      description = "Which servers; they are taken in this order.")
  private List<Contestant> contestants = new ArrayList<>();

  /** Those of the servers that this machine has. */
  List<Contestant> present() {
    return Contestant.present(contestants);
  }

  /** How long to load each server before it is first measured. */
  Duration warmUp() {
    return Duration.ofSeconds(warmUp);
  }
}
