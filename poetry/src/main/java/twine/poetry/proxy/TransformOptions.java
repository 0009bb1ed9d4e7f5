package twine.poetry.proxy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.net.TcpAddress;
import twine.poetry.command.Addresses;
import twine.poetry.command.Arguments;
import twine.poetry.command.Numbers;
import twine.poetry.command.Transformation;
import twine.poetry.command.UsageException;

/** What is to be transformed, and by whom. */
final class TransformOptions implements Arguments {
  private final OptionSpec via =
      OptionSpec.builder("--via")
          .paramLabel("ADDRESS")
          .type(String.class)
          .description("The transform server for the next two options, [HOST:]PORT.")
          .build();

  private final OptionSpec name =
      OptionSpec.builder("--transform")
          .paramLabel("NAME")
          .type(String.class)
          .description("Have the poem transformed before it is kept. If that fails, there is none.")
          .build();

  private final OptionSpec port =
      OptionSpec.builder("--transform-port")
          .paramLabel("N")
          .type(Integer.class)
          .converters(Numbers::port)
          .description("Be a transform server on that port, too, and hand its work on.")
          .build();

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(via).addOption(name).addOption(port);
  }

  /**
   * The transform server, if there is anything to transform.
   *
   * @throws UsageException if it is missing, or not an address, or there is nothing for it to do
   */
  Optional<TcpAddress> server() {
    @Nullable String address = via.getValue();
    if (address == null) {
      name().ifPresent(_ -> missing("--transform", "--via"));
      port().ifPresent(_ -> missing("--transform-port", "--via"));
      return Optional.empty();
    }
    if (name().isEmpty() && port().isEmpty()) {
      missing("--via", "--transform or --transform-port");
    }
    return Optional.of(Addresses.parse(address));
  }

  private static void missing(String given, String wanted) {
    throw new UsageException(given + " goes with " + wanted);
  }

  /**
   * The name of the transform for the poem, if there is one.
   *
   * @throws UsageException if what was given cannot be one
   */
  Optional<String> name() {
    @Nullable String given = name.getValue();
    return Optional.ofNullable(given).map(Transformation::checkName);
  }

  /** The port to serve transforms on, if there shall be one; 0 for any. */
  Optional<Integer> port() {
    @Nullable Integer given = port.getValue();
    return Optional.ofNullable(given);
  }
}
