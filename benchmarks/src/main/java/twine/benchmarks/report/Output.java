package twine.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where a command's tables go: to standard output, and into a file if that is wanted. */
public final class Output {
  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = {
        "Put the tables into their section of this Markdown file, too,",
        "and the plot, if there is one, into a file of SVG beside it."
      })
  private @Nullable Path file;

  /** The command that this is part of. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /** For picocli. */
  public Output() {}

  /** Gives out the text that the command has made. */
  public void give(String text) {
    String whole = Provenance.of(typed()) + text;
    System.out.print(whole);
    if (file != null) {
      Section.write(file, command.name(), whole);
    }
  }

  /** Gives out the text that the command has made, and its plot. */
  public void give(String text, List<BarChart> plot) {
    if (file == null) {
      give(text);
      return;
    }
    Path picture =
        file.resolveSibling(file.getFileName().toString().replaceFirst("\\.md$", ".svg"));
    try {
      Files.writeString(picture, BarChart.svg(plot));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + picture, e);
    }
    give(
        "![the ratios of the tables below, as bars](%s)\n\n%s"
            .formatted(picture.getFileName(), text));
  }

  private String typed() {
    StringBuilder typed = new StringBuilder(command.name());
    command.commandLine().getParseResult().originalArgs().stream()
        .filter(argument -> !argument.equals(command.name()))
        .forEach(argument -> typed.append(' ').append(argument));
    return typed.toString();
  }
}
