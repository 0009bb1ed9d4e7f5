package twine.benchmarks.report;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command's tables go: to standard output, and into a file if that is wanted. */
public final class Output {
  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Put the tables into their section of this Markdown file, too.")
  private @Nullable Path file;

  /** The command that this is part of. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /** For picocli. */
  public Output() {}

  /** Gives out the text that the command has made. */
  public void give(String text) {
    StringBuilder typed = new StringBuilder(command.name());
    command.commandLine().getParseResult().originalArgs().stream()
        .filter(argument -> !argument.equals(command.name()))
        .forEach(argument -> typed.append(' ').append(argument));
    String whole = Provenance.of(typed.toString()) + text;
    System.out.print(whole);
    if (file != null) {
      Section.write(file, command.name(), whole);
    }
  }
}
