package twine.poetry;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code poetry} command: it has a subcommand for each program. */
@Command(name = "poetry", mixinStandardHelpOptions = true, description = "Serves and gets poems.")
final class Poetry {
  private Poetry() {}

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The whole command line, for {@link #main} and for the {@link Training} of the AOT cache. */
  static CommandLine commandLine() {
    return new CommandLine(new Poetry());
  }
}
