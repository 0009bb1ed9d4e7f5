package twine.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A host and a port. Where it comes from a socket the host is a numeric address; where it comes
 * from a person it may be a name.
 *
 * @param host a host name or a numeric address, IPv6 without brackets
 * @param port from 0 to 65535
 */
public record TcpAddress(String host, int port) implements Address {

  /**
   * Checks the port.
   *
   * @throws IllegalArgumentException if the host is empty or the port is not from 0 to 65535
   */
  public TcpAddress {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("the host is empty");
    }
    checkPort(port);
  }

  /** The address of a socket, its host numeric if it is resolved. */
  public static TcpAddress of(InetSocketAddress socket) {
    InetAddress ip = socket.getAddress();
    return new TcpAddress(
        ip == null ? socket.getHostString() : ip.getHostAddress(), socket.getPort());
  }

  /**
   * Checks that {@code port} can be the number of a port.
   *
   * @return {@code port}
   * @throws IllegalArgumentException if it is not from 0 to 65535
   */
  public static int checkPort(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
    }
    return port;
  }

  /** {@code host:port}, with an IPv6 host in brackets. */
  @Override
  public String toString() {
    return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
  }
}
