package twine.poetry;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code poetry} command: it has a subcommand for each program. */
@Command(name = "poetry", mixinStandardHelpOptions = true, description = "Serves and gets poems.")
final class Poetry {
  private Poetry() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Poetry()).execute(args));
  }
}
