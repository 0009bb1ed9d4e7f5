package twine.poetry.command;

import picocli.CommandLine.Parameters;

/** The one poem that a server serves. */
public final class ServedPoem {
  @Parameters(
      paramLabel = "FILE",
      converter = PoemFile.Converter.class,
      description = "The poem to serve.")
  @SuppressWarnings("NullAway.Init") // a required parameter: there is no run without it
  private PoemFile file;

  /** For picocli, which fills it in. */
  public ServedPoem() {}

  /** The poem. */
  public PoemFile file() {
    return file;
  }
}
