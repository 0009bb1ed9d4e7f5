package twine.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;
import twine.benchmarks.contestant.Contestant;

/** Which servers a command compares. */
final class Servers {
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
}
