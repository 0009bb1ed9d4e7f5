package twine.poetry.get;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.Arguments;
import twine.poetry.command.Transformation;
import twine.poetry.command.UsageException;

/** How and by whom poems are to be transformed before they are printed, if at all. */
final class Via implements Arguments {
  private final OptionSpec name =
      OptionSpec.builder("--transform")
          .paramLabel("NAME")
          .type(String.class)
          .description(
              "Have each poem transformed by the server that --via names. A poem that it does not "
                  + "transform stays as it is, and the exit status is 1.")
          .build();

  private final OptionSpec server =
      OptionSpec.builder("--via")
          .paramLabel("ADDRESS")
          .type(String.class)
          .description("The transform server for --transform, [HOST:]PORT.")
          .build();

  /** What is wanted of a transform server. */
  record Wanted(String name, TcpAddress server) {}

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(name).addOption(server);
  }

  /**
   * What is wanted, if anything is.
   *
   * @throws UsageException if only half of it is said, or not in the right form
   */
  Optional<Wanted> wanted() {
    @Nullable String givenName = name.getValue();
    @Nullable String givenServer = server.getValue();
    if (givenName == null && givenServer == null) {
      return Optional.empty();
    }
    if (givenName == null || givenServer == null) {
      throw new UsageException("--transform NAME and --via ADDRESS go together");
    }
    return Optional.of(
        new Wanted(Transformation.checkName(givenName), Addresses.parse(givenServer)));
  }
}
