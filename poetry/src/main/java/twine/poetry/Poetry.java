package twine.poetry;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import twine.poetry.command.Program;
import twine.poetry.command.Usage;
import twine.poetry.command.UsageException;

/**
 * The {@code poetry} command: runs the program that its first argument names with the rest of them,
 * and turns what goes wrong into one line on standard error and an exit status.
 */
public final class Poetry {
  private static final int FINE = 0;
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private Poetry() {}

  /** Runs a program and exits with its status. */
  public static void main(String[] args) {
    int status = run(args);
    System.out.flush();
    System.exit(status);
  }

  /**
   * Runs a program.
   *
   * @param args its name and its arguments
   * @return the exit status: 0 if all is well, 1 if the work failed, 2 if it was not understood
   */
  static int run(String... args) {
    String name = args.length == 0 ? "" : args[0];
    Program program = Programs.make(name);
    if (program != null) {
      return run(name, program, Arrays.copyOfRange(args, 1, args.length));
    }
    return switch (name) {
      case "-h", "--help" -> list(System.out, FINE);
      case "-V", "--version" -> version();
      case "" -> list(System.err, USAGE);
      default -> unknown(name);
    };
  }

  private static int run(String name, Program program, String[] args) {
    CommandLine understood = new CommandLine(spec(name, program.usage()));
    try {
      understood.parseArgs(args);
      if (understood.isUsageHelpRequested()) {
        understood.usage(System.out);
        return FINE;
      }
      return understood.isVersionHelpRequested() ? version() : program.run();
    } catch (ParameterException e) {
      return misused(understood, message(e), args.length == 0);
    } catch (UsageException e) {
      return misused(understood, message(e), false);
    } catch (IOException | UncheckedIOException e) {
      complain(understood, message(e));
      return FAILED;
    } catch (Exception e) {
      throw new IllegalStateException(name + " has a bug", e);
    }
  }

  private static CommandSpec spec(String name, Usage usage) {
    CommandSpec spec = CommandSpec.create().name("poetry " + name);
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
  private static int misused(CommandLine understood, String message, boolean nothingSaid) {
    complain(understood, message);
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

  private static void complain(CommandLine understood, String message) {
    System.err.println(
        understood.getCommandName() + ": " + message.lines().findFirst().orElse(message));
  }

  private static int unknown(String name) {
    System.err.println("poetry: there is no program '" + name + "'");
    return list(System.err, USAGE);
  }

  private static int list(PrintStream out, int status) {
    out.println("Usage: poetry PROGRAM [OPTIONS] [ARGUMENTS]");
    out.println("       poetry PROGRAM --help");
    out.println("       poetry --version");
    out.println();
    out.println("Serves and gets poems, as An Introduction to Asynchronous Programming does.");
    out.println("The programs, and the book's Part where each is told of:");
    out.println();
    for (Programs.Line line : Programs.list()) {
      out.println("  " + pad(line.name(), 16) + "  " + pad(line.part(), 2) + "  " + line.summary());
    }
    return status;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static int version() {
    System.out.println(versionLine());
    return FINE;
  }

  private static String versionLine() {
    @Nullable ModuleDescriptor descriptor = Poetry.class.getModule().getDescriptor();
    return "poetry "
        + (descriptor == null
            ? "outside its module"
            : descriptor.rawVersion().orElse("unnumbered"));
  }
}
