package twine.poetry.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Runs a program with its command line, and turns what goes wrong into one line on standard error
 * and an exit status.
 */
public final class CommandRun {
  /** All is well. */
  public static final int FINE = 0;

  /** The work failed. */
  public static final int FAILED = 1;

  /** The command line was not understood. */
  public static final int USAGE = 2;

  private final String command;
  private final Program program;

  private CommandRun(String command, Program program) {
    this.command = command;
    this.program = program;
  }

  /**
   * Runs a program to its end.
   *
   * @param command what a person types to run it
   * @return the exit status
   */
  public static int run(String command, Program program, String... arguments) {
    return new CommandRun(command, program).run(arguments);
  }

  /** Prints the version of a command. */
  public static int version(String command) {
    @Nullable ModuleDescriptor descriptor = CommandRun.class.getModule().getDescriptor();
    System.out.println(
        command
            + " "
            + (descriptor == null
                ? "outside its module"
                : descriptor.rawVersion().orElse("unnumbered")));
    return FINE;
  }

  private int run(String... arguments) {
    CommandLine understood = new CommandLine(spec());
    try {
      understood.parseArgs(arguments);
      if (understood.isUsageHelpRequested()) {
        understood.usage(System.out);
        return FINE;
      }
      return understood.isVersionHelpRequested()
          ? version(command.split(" ", 2)[0])
          : program.run();
    } catch (ParameterException e) {
      return misused(understood, message(e), arguments.length == 0);
    } catch (UsageException e) {
      return misused(understood, message(e), false);
    } catch (IOException | UncheckedIOException e) {
      complain(message(e));
      return FAILED;
    } catch (Exception e) {
      throw new IllegalStateException(command + " has a bug", e);
    }
  }

  private CommandSpec spec() {
    Usage usage = program.usage();
    CommandSpec spec = CommandSpec.create().name(command);
    spec.usageMessage().description(usage.description());
    usage.arguments().forEach(arguments -> arguments.addTo(spec));
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

  /** With no argument at all one wants to know what the program is; else what was wrong with it. */
  private int misused(CommandLine understood, String message, boolean nothingSaid) {
    complain(message);
    if (nothingSaid) {
      understood.usage(System.err);
    } else {
      Help help = understood.getHelp();
      String synopsis = help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength());
      System.err.println(synopsis.stripTrailing());
    }
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

  private void complain(String message) {
    System.err.println(command + ": " + message.lines().findFirst().orElse(message));
  }
}
