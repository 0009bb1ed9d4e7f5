package twine.reactor;

import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.TcpAddress;
import twine.net.TcpPort;

/** Connections over TCP (RFC 9293; the book's Parts 5 and 11). */
public interface ReactorTcp {

  /**
   * Connects to a server. Never blocks, and never calls {@code factory} about the outcome before it
   * has returned. A name is resolved off the reactor's thread, and its addresses are tried in turn.
   *
   * @param host a name or a numeric address
   * @param port from 1 to 65535
   * @param factory makes the protocol, or is told why there is none
   * @return a handle to give up, disconnect or try again with
   * @throws IllegalArgumentException if the port is not a port
   */
  Connector connectTcp(String host, int port, ClientFactory factory, ConnectOptions options);

  /** {@link #connectTcp(String, int, ClientFactory, ConnectOptions)} with the usual options. */
  default Connector connectTcp(String host, int port, ClientFactory factory) {
    return connectTcp(host, port, factory, ConnectOptions.DEFAULT);
  }

  /** {@link #connectTcp(String, int, ClientFactory, ConnectOptions)} with the usual options. */
  default Connector connectTcp(TcpAddress address, ClientFactory factory) {
    return connectTcp(address.host(), address.port(), factory, ConnectOptions.DEFAULT);
  }

  /**
   * Listens for connections. The port is open when this returns; connections are accepted when the
   * reactor runs.
   *
   * @param port from 0 to 65535; 0 lets the system choose, see {@link TcpPort#getHost}
   * @param factory makes a protocol for each connection
   * @throws twine.net.error.CannotListenException if the port is in use or may not be used
   * @throws IllegalArgumentException if the port is not a port
   */
  TcpPort listenTcp(int port, Factory factory, ListenOptions options);

  /** {@link #listenTcp(int, Factory, ListenOptions)} on all interfaces. */
  default TcpPort listenTcp(int port, Factory factory) {
    return listenTcp(port, factory, ListenOptions.DEFAULT);
  }
}
