package twine.app.net;

import java.util.function.Function;
import twine.net.Factory;
import twine.net.TcpAddress;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;

/**
 * Listens on a port of TCP while it is running (the book's Part 16; Twisted's {@code
 * internet.TCPServer}).
 */
public final class TcpServer extends StreamServer {

  /**
   * Will listen on a port.
   *
   * @param port from 0 to 65535; 0 lets the system choose, see {@link #getHost}
   * @param factory makes a protocol for each connection
   * @throws IllegalArgumentException if the port is not a port
   */
  public TcpServer(int port, Factory factory, ListenOptions options) {
    super(ServerEndpoint.tcp(port, options), factory);
  }

  private TcpServer(
      int port, Function<? super Reactor, ? extends Factory> factory, ListenOptions options) {
    super(ServerEndpoint.tcp(port, options), factory);
  }

  /** Will listen on a port of all interfaces. */
  public static TcpServer on(int port, Factory factory) {
    return new TcpServer(port, factory, ListenOptions.DEFAULT);
  }

  /**
   * Will listen on a port of one interface.
   *
   * @param iface its name or numeric address
   */
  public static TcpServer on(String iface, int port, Factory factory) {
    return new TcpServer(port, factory, ListenOptions.on(iface));
  }

  /**
   * Will listen on a port of one interface.
   *
   * @param factory makes the factory, each time that this is started, for the reactor that it
   *     serves on
   */
  public static TcpServer on(
      String iface, int port, Function<? super Reactor, ? extends Factory> factory) {
    return new TcpServer(port, factory, ListenOptions.on(iface));
  }

  @Override
  public TcpAddress getHost() {
    return (TcpAddress) super.getHost();
  }
}
