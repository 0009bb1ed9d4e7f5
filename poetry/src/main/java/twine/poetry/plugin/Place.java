package twine.poetry.plugin;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.poetry.command.Arguments;
import twine.poetry.command.Numbers;

/** Where a service listens. */
final class Place implements Arguments {
  private final OptionSpec port;
  private final OptionSpec iface;

  /** With the port that is taken if none is given. */
  Place(int usualPort) {
    port =
        OptionSpec.builder("-p", "--port")
            .paramLabel("N")
            .type(Integer.class)
            .converters(Numbers::port)
            .defaultValue(Integer.toString(usualPort))
            .description("The port number to listen on; ${DEFAULT-VALUE} if this is left out.")
            .build();
    iface =
        OptionSpec.builder("--iface")
            .paramLabel("HOST")
            .type(String.class)
            .defaultValue("localhost")
            .description("The interface to listen on; ${DEFAULT-VALUE} if this is left out.")
            .build();
  }

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(port).addOption(iface);
  }

  int port() {
    return port.<Integer>getValue();
  }

  String iface() {
    return iface.getValue();
  }
}
