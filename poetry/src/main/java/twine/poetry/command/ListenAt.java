package twine.poetry.command;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Option;
import twine.reactor.ListenOptions;

/** Where a server listens: the options that all of them have. */
public final class ListenAt {
  @Option(
      names = "--port",
      paramLabel = "N",
      converter = Ports.Converter.class,
      description = "The port to listen on; any free one if this is left out.")
  private int port;

  @Option(
      names = "--iface",
      paramLabel = "HOST",
      defaultValue = "localhost",
      description = "The interface to listen on; ${DEFAULT-VALUE} if this is left out.")
  private String iface = "localhost";

  /** For picocli, which fills it in. */
  public ListenAt() {}

  /** The port, or 0 for any. */
  public int port() {
    return port;
  }

  /** The name or the address of the interface. */
  public String iface() {
    return iface;
  }

  /**
   * Both, for a socket of the JDK.
   *
   * @throws UnknownHostException if the interface is a name that nobody knows
   */
  public InetSocketAddress socketAddress() throws UnknownHostException {
    return new InetSocketAddress(InetAddress.getByName(iface), port);
  }

  /** The interface, for a port of a reactor. */
  public ListenOptions listenOptions() {
    return ListenOptions.on(iface);
  }
}
