package twine.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything, one after the other. */
@Command(
    name = "all",
    description =
        "Makes all tables with the usual options; just under 20 minutes with all servers.",
    mixinStandardHelpOptions = true)
final class AllCommand implements Callable<Integer> {
  /** What a look needs; the medians of two rounds say little, and nothing of how sure they are. */
  private static final Map<String, List<String>> QUICK =
      Map.of(
          "start", List.of("--runs", "3"),
          "servers", List.of("--rounds", "1", "--warm-up", "1"),
          "cores", List.of("--rounds", "2"),
          "idle", List.of("--warm-up", "1"),
          "jmh", List.of("--iterations", "1"));

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Put each table into its section of this Markdown file, too.")
  @Nullable Path file;

  @Option(
      names = "--quick",
      description = "Measure too briefly for the figures to mean much; about 7 minutes.")
  boolean quick;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    int worst = 0;
    // Start-up first: the others leave the machine warm and its caches full of them.
    for (String command : List.of("start", "servers", "cores", "idle", "jmh")) {
      List<String> arguments = new ArrayList<>(List.of(command));
      if (quick) {
        arguments.addAll(QUICK.getOrDefault(command, List.of()));
      }
      if (file != null) {
        arguments.addAll(List.of("--write", file.toString()));
      }
      int status = spec.parent().commandLine().execute(arguments.toArray(String[]::new));
      worst = Math.max(worst, status);
    }
    return worst;
  }
}
