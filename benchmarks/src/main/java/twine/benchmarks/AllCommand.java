package twine.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything, one after the other. */
@Command(
    name = "all",
    description = "Makes all tables with the usual options; about 45 minutes.",
    mixinStandardHelpOptions = true)
final class AllCommand implements Callable<Integer> {
  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Put each table into its section of this Markdown file, too.")
  @Nullable Path file;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    int worst = 0;
    // Start-up first: the others leave the machine warm and its caches full of them.
    for (String command : List.of("start", "servers", "idle", "jmh")) {
      List<String> arguments = new ArrayList<>(List.of(command));
      if (file != null) {
        arguments.addAll(List.of("--write", file.toString()));
      }
      int status = spec.parent().commandLine().execute(arguments.toArray(String[]::new));
      worst = Math.max(worst, status);
    }
    return worst;
  }
}
