package twine.trial.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The {@code trial} command: reads its arguments, and turns what comes of them into a status. */
public final class Main {
  private static final int FINE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final Path place;
  private final PrintStream out;
  private final PrintStream errors;

  Main(Path place, PrintStream out, PrintStream errors) {
    this.place = place;
    this.out = out;
    this.errors = errors;
  }

  /** Runs tests and exits with the status that tells whether they have passed. */
  public static void main(String[] args) throws Exception {
    if (args.length == 1 && args[0].equals(Worker.ARGUMENT)) {
      Worker.work();
    }
    int status = new Main(Path.of(""), System.out, System.err).run(args);
    System.out.flush();
    // Tests may have left threads behind, which would keep the process.
    Runtime.getRuntime().halt(status);
  }

  /**
   * Runs tests.
   *
   * @return the exit status: 0 if all have passed, 1 if not, 2 if the arguments make no sense
   */
  int run(String... args) {
    var options = new Options();
    CommandLine understood = new CommandLine(spec(options));
    try {
      understood.parseArgs(args);
      if (understood.isUsageHelpRequested()) {
        understood.usage(out);
        return FINE;
      }
      if (understood.isVersionHelpRequested()) {
        out.println(version());
        return FINE;
      }
      return new Command(options, place, out).run() ? FINE : FAILED;
    } catch (ParameterException e) {
      return misused(understood, message(e));
    } catch (UnusableException | IOException | UncheckedIOException e) {
      errors.println("trial: " + message(e));
      return FAILED;
    }
  }

  private static CommandSpec spec(Options options) {
    CommandSpec spec = CommandSpec.create().name("trial");
    spec.usageMessage()
        .description(
            "Runs tests of asynchronous code, those of twine.trial and those of Jupiter or any "
                + "other engine on the class path. What they log goes to _trial_temp/test.log.");
    options.addTo(spec);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and exit.")
            .build());
    spec.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version and exit.")
            .build());
    return spec;
  }

  private int misused(CommandLine understood, String message) {
    errors.println("trial: " + message.lines().findFirst().orElse(message));
    Help help = understood.getHelp();
    String synopsis = help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength());
    errors.println(synopsis.stripTrailing());
    return USAGE;
  }

  private static String message(ParameterException e) {
    if (e.getCause() instanceof TypeConversionException cause
        && e.getArgSpec() instanceof OptionSpec option) {
      return option.longestName() + ": " + message(cause);
    }
    return message((Exception) e);
  }

  private static String message(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString());
  }

  private static String version() {
    @Nullable ModuleDescriptor descriptor = Main.class.getModule().getDescriptor();
    return "trial "
        + (descriptor == null
            ? "outside its module"
            : descriptor.rawVersion().orElse("unnumbered"));
  }
}
