package twine.poetry.command;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import twine.net.TcpAddress;

/**
 * By which server, and how, a client has its poems transformed (the book's Part 13); goes before
 * {@link Addresses#afterTransformServer}.
 */
public final class Transformation implements Arguments {
  private static final String NOBODY = "-";

  private final PositionalParamSpec server =
      PositionalParamSpec.builder()
          .paramLabel("XFORM-ADDRESS")
          .index("0")
          .arity("1")
          .type(String.class)
          .required(true)
          .description(
              "The transform server, [HOST:]PORT; with " + NOBODY + " poems stay as they are.")
          .build();

  private final OptionSpec name =
      OptionSpec.builder("--transform")
          .paramLabel("NAME")
          .type(String.class)
          .defaultValue("cummingsify")
          .description("The transform to ask for; ${DEFAULT-VALUE} if this is left out.")
          .build();

  @Override
  public void addTo(CommandSpec command) {
    command.addPositional(server).addOption(name);
  }

  /**
   * The transform server, unless there shall be none.
   *
   * @throws UsageException if what was given is not an address
   */
  public Optional<TcpAddress> server() {
    String address = server.getValue();
    return address.equals(NOBODY) ? Optional.empty() : Optional.of(Addresses.parse(address));
  }

  /**
   * The name of the transform.
   *
   * @throws UsageException if what was given cannot be one
   */
  public String name() {
    return checkName(name.getValue());
  }

  /**
   * Checks that a text can be the name of a transform: in a request a dot would end it.
   *
   * @return {@code name}
   * @throws UsageException if it cannot
   */
  public static String checkName(String name) {
    if (name.isEmpty() || name.indexOf('.') >= 0) {
      throw new UsageException(
          "'" + name + "' is not the name of a transform, which is not empty and has no dot");
    }
    return name;
  }
}
