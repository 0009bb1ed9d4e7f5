package twine.trial.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results of a run, and what is said of them at its end. */
public final class Tally {
  private static final int WIDTH = 79;
  private static final double NANOS = 1e9;

  private final List<Result> results = new ArrayList<>();

  /** Creates one without any results. */
  public Tally() {}

  /** Counts a result. */
  public void add(Result result) {
    results.add(result);
  }

  /** All results, in the order in which they came. */
  public List<Result> results() {
    return List.copyOf(results);
  }

  /** Whether nothing has gone wrong. */
  public boolean passed() {
    return results.stream().noneMatch(result -> result.verdict().isBad());
  }

  /** Prints why tests did not succeed, and how many there were of each kind. */
  public void print(PrintStream out, Duration took) {
    Map<Why, List<TestName>> details = details();
    if (details.isEmpty()) {
      out.println();
    }
    details.forEach((why, names) -> {
      out.println();
      out.println("=".repeat(WIDTH));
      out.println(why.verdict().word());
      out.println(why.text().stripTrailing());
      out.println();
      names.forEach(out::println);
    });
    out.println("-".repeat(WIDTH));
    out.println(ran(took));
    out.println();
    out.println(sum());
    out.flush();
  }

  private record Why(Verdict verdict, String text) {}

  /** The tests that did not succeed, by the reason: many are skipped for the same one. */
  private Map<Why, List<TestName>> details() {
    return results.stream()
        .filter(result -> result.verdict() != Verdict.OK)
        .sorted((one, other) -> one.verdict().compareTo(other.verdict()))
        .collect(
            Collectors.groupingBy(
                result -> new Why(result.verdict(), result.text()),
                LinkedHashMap::new,
                Collectors.mapping(Result::name, Collectors.toList())));
  }

  private String ran(Duration took) {
    return String.format(
        Locale.ROOT,
        "Ran %d %s in %.3f s",
        results.size(),
        results.size() == 1 ? "test" : "tests",
        took.toNanos() / NANOS);
  }

  /** One line: whether the run has passed, and the number of each kind of result. */
  String sum() {
    Map<Verdict, Long> counts =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    Result::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
    String numbers =
        Stream.of(Verdict.FAIL, Verdict.ERROR, Verdict.SKIPPED, Verdict.TODO, Verdict.OK)
            .filter(counts::containsKey)
            .map(verdict -> verdict.plural() + "=" + counts.get(verdict))
            .collect(Collectors.joining(", "));
    return (passed() ? "PASSED" : "FAILED") + " (" + numbers + ")";
  }
}
