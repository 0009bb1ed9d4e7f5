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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
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
    Object program = Programs.make(name);
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

  private static int run(String name, Object program, String[] args) {
    var commandLine = new CommandLine(program);
    commandLine.setCommandName("poetry " + name);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.getCommandSpec().mixinStandardHelpOptions(true).version(versionLine());
    commandLine.setParameterExceptionHandler((e, rest) -> misused(e, rest.length == 0));
    commandLine.setExecutionExceptionHandler((e, used, _) -> failed(e, used));
    return commandLine.execute(args);
  }

  private static int misused(ParameterException e, boolean nothingSaid) {
    CommandLine used = e.getCommandLine();
    return misused(used, message(e), nothingSaid);
  }

  /** With no argument at all one wants to know what the program is; else what was wrong with it. */
  private static int misused(CommandLine used, String message, boolean nothingSaid) {
    complain(used, message);
    if (nothingSaid) {
      used.usage(System.err);
    } else {
      Help help = used.getHelp();
      System.err.print(help.synopsisHeading() + help.synopsis(help.synopsisHeadingLength()));
    }
    return USAGE;
  }

  private static String message(ParameterException e) {
    if (e.getCause() instanceof TypeConversionException cause && cause.getMessage() != null) {
      boolean option = e.getArgSpec() != null && e.getArgSpec().isOption();
      return (option ? e.getArgSpec().paramLabel() : "") + cause.getMessage();
    }
    return Objects.requireNonNullElse(e.getMessage(), "not understood");
  }

  private static int failed(Exception e, CommandLine used) throws Exception {
    return switch (e) {
      case UsageException misuse -> misused(used, String.valueOf(misuse.getMessage()), false);
      case IOException _, UncheckedIOException _ -> {
        complain(used, Objects.requireNonNullElse(e.getMessage(), e.toString()));
        yield FAILED;
      }
      default -> throw e;
    };
  }

  private static void complain(CommandLine used, String message) {
    System.err.println(used.getCommandName() + ": " + message.lines().findFirst().orElse(message));
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
      out.println("  " + pad(line.name(), 15) + "  " + pad(line.part(), 2) + "  " + line.summary());
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
