package twine.app.net;

import twine.net.ClientFactory;
import twine.net.Connector;
import twine.reactor.ConnectOptions;
import twine.reactor.Reactor;

/** A place to connect to (Twisted's {@code IStreamClientEndpoint}). */
@FunctionalInterface
public interface ClientEndpoint {

  /**
   * Begins to connect.
   *
   * @param factory makes the protocol, or is told why there is none; later, not in this call
   */
  Connector connect(Reactor reactor, ClientFactory factory);

  /** A server on TCP. */
  static ClientEndpoint tcp(String host, int port, ConnectOptions options) {
    return new TcpClientEndpoint(host, port, options);
  }

  /** A server on TCP, with the usual options. */
  static ClientEndpoint tcp(String host, int port) {
    return tcp(host, port, ConnectOptions.DEFAULT);
  }
}
