package twine.poetry.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The poems that a server serves. */
public final class ServedPoems implements Arguments {
  private final PositionalParamSpec files;

  private ServedPoems(String index, String arity, String description) {
    files =
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .index(index)
            .arity(arity)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .required(true)
            .description(description)
            .build();
  }

  /** One poem. */
  public static ServedPoems one() {
    return new ServedPoems("0", "1", "The poem to serve.");
  }

  /** One poem or more, each on a port of its own. */
  public static ServedPoems several() {
    return new ServedPoems(
        "0..*",
        "1..*",
        "The poems: the first on the port given, the others on those that follow it.");
  }

  @Override
  public void addTo(CommandSpec command) {
    command.addPositional(files);
  }

  /**
   * Reads the poems.
   *
   * @throws UsageException if there is no such file, or it cannot be read
   */
  public List<PoemFile> read() {
    List<String> names = files.getValue();
    return names.stream().map(PoemFile::read).toList();
  }
}
