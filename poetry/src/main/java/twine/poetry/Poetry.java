package twine.poetry;

import java.io.PrintStream;
import java.util.Arrays;
import twine.poetry.command.CommandRun;
import twine.poetry.command.Program;

/**
 * The {@code poetry} command: runs the program that its first argument names with the rest of them.
 */
public final class Poetry {
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
      return CommandRun.run("poetry " + name, program, Arrays.copyOfRange(args, 1, args.length));
    }
    return switch (name) {
      case "-h", "--help" -> list(System.out, CommandRun.FINE);
      case "-V", "--version" -> CommandRun.version("poetry");
      case "" -> list(System.err, CommandRun.USAGE);
      default -> unknown(name);
    };
  }

  private static int unknown(String name) {
    System.err.println("poetry: there is no program '" + name + "'");
    return list(System.err, CommandRun.USAGE);
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
}
