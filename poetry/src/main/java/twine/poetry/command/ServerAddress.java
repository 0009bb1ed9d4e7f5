package twine.poetry.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import twine.net.TcpAddress;

/** The one server that a proxy stands before. */
public final class ServerAddress implements Arguments {
  private final PositionalParamSpec address =
      PositionalParamSpec.builder()
          .paramLabel("ADDRESS")
          .index("0")
          .arity("1")
          .type(String.class)
          .required(true)
          .description("The poetry server, [HOST:]PORT; the host is 127.0.0.1 if it is left out.")
          .build();

  @Override
  public void addTo(CommandSpec command) {
    command.addPositional(address);
  }

  /**
   * The address.
   *
   * @throws UsageException if what was given is none
   */
  public TcpAddress address() {
    return Addresses.parse(address.getValue());
  }
}
