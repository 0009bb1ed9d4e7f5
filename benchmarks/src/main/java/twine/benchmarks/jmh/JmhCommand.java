package twine.benchmarks.jmh;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twine.benchmarks.report.Output;
import twine.benchmarks.report.Table;

/** Runs the JMH benchmarks. */
@Command(
    name = "jmh",
    description = "Measures the small parts with JMH.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
public final class JmhCommand implements Callable<Integer> {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Option(names = "--forks", defaultValue = "1", description = "How many JVMs to measure in.")
  private int forks;

  @Option(
      names = "--iterations",
      defaultValue = "3",
      description = "How many iterations to measure, after as many to warm up.")
  private int iterations;

  @Option(
      names = "--millis",
      defaultValue = "300",
      description = "How long an iteration is, in milliseconds.")
  private int millis;

  @Option(
      names = "--all-lengths",
      description = "Try the receivers with messages of all lengths, cut in all ways.")
  private boolean allLengths;

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..1",
      defaultValue = ".*",
      description = "Which benchmarks: a regular expression that part of their name matches.")
  private String pattern = "";

  @Mixin private Output output = new Output();

  /** For picocli. */
  public JmhCommand() {}

  @Override
  public Integer call() throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(pattern)
            .forks(forks)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(millis))
            .jvmArgsAppend("-XX:+UseSerialGC", "-Xms1g", "-Xmx1g")
            .addProfiler(GCProfiler.class)
            .addProfiler(ProcessCpuProfiler.class);
    if (!allLengths) {
      options.param("length", "20", "1000").param("portions", "MESSAGE", "PACKET");
    }
    output.give(section(new Runner(options.build()).run()));
    return 0;
  }

  private String section(Collection<RunResult> results) {
    Table table =
        new Table(
            "benchmark",
            "ns per operation",
            "± (99.9 %)",
            "CPU ns of all threads",
            "bytes allocated");
    for (RunResult result : results) {
      Result<?> time = result.getPrimaryResult();
      table.row(
          name(result),
          Table.figure(time.getScore(), 2),
          Double.isNaN(time.getScoreError()) ? "–" : Table.figure(time.getScoreError(), 2),
          secondary(result, ProcessCpuProfiler.NAME, 2),
          secondary(result, ALLOCATED, 1));
    }
    return String.format(
        Locale.ROOT,
        "### The small parts%n%n%s%nJVMs for each: %d; iterations in each: %d of %d ms, after as many to warm up.%n%n",
        table,
        forks,
        iterations,
        millis);
  }

  private static String secondary(RunResult result, String name, int decimals) {
    Result<?> found = result.getSecondaryResults().get(name);
    return found == null ? "–" : Table.figure(found.getScore(), decimals);
  }

  private static String name(RunResult result) {
    String whole = result.getParams().getBenchmark();
    String[] parts = whole.split("\\.", -1);
    String parameters =
        result.getParams().getParamsKeys().stream()
            .map(key -> key + " " + result.getParams().getParam(key))
            .collect(Collectors.joining(", "));
    return "`%s.%s`".formatted(parts[parts.length - 2], parts[parts.length - 1])
        + (parameters.isEmpty() ? "" : ", " + parameters);
  }
}
