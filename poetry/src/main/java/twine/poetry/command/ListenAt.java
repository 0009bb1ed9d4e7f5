package twine.poetry.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.reactor.ListenOptions;

/** Where a server listens: the options that all of them have. */
public final class ListenAt implements Arguments {
  private final OptionSpec port =
      OptionSpec.builder("--port")
          .paramLabel("N")
          .type(Integer.class)
          .converters(Numbers::port)
          .defaultValue("0")
          .description("The port to listen on; any free one if this is left out.")
          .build();

  private final OptionSpec iface =
      OptionSpec.builder("--iface")
          .paramLabel("HOST")
          .type(String.class)
          .defaultValue("localhost")
          .description("The interface to listen on; ${DEFAULT-VALUE} if this is left out.")
          .build();

  @Override
  public void addTo(CommandSpec command) {
    command.addOption(port).addOption(iface);
  }

  /** The port, or 0 for any. */
  public int port() {
    return port.<Integer>getValue();
  }

  /** The name or the address of the interface; empty for all. */
  public String iface() {
    return iface.getValue();
  }

  /**
   * Both, for a socket of the JDK.
   *
   * @throws UnknownHostException if the interface is a name that nobody knows
   */
  public InetSocketAddress socketAddress() throws UnknownHostException {
    return iface().isEmpty()
        ? new InetSocketAddress(port())
        : new InetSocketAddress(InetAddress.getByName(iface()), port());
  }

  /** The interface, for a port of a reactor. */
  public ListenOptions listenOptions() {
    return ListenOptions.on(iface());
  }
}
