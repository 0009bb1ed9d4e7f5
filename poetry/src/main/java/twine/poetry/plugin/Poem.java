package twine.poetry.plugin;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.poetry.command.Arguments;
import twine.poetry.command.PoemFile;
import twine.poetry.command.UsageException;

/** The poem that a service serves. */
final class Poem implements Arguments {
  private final OptionSpec file =
      OptionSpec.builder("--poem")
          .paramLabel("FILE")
          .type(String.class)
          .required(true)
          .description("The file containing the poem.")
          .build();

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(file);
  }

  /**
   * A service that has the poem.
   *
   * @throws UsageException if there is no such file, or it cannot be read
   */
  PoetryService service() {
    return service(file.getValue());
  }

  /** The same for any file. It is read when the service is started, and now to see that it can. */
  static PoetryService service(String name) {
    return new PoetryService(PoemFile.read(name).name());
  }
}
