package twine.app.net;

import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.TcpAddress;
import twine.reactor.ConnectOptions;
import twine.reactor.Reactor;

/** A server on TCP. */
record TcpClientEndpoint(String host, int port, ConnectOptions options) implements ClientEndpoint {

  TcpClientEndpoint {
    if (TcpAddress.checkPort(port) == 0) {
      throw new IllegalArgumentException("nobody listens on port 0: it asks the system for a port");
    }
  }

  @Override
  public Connector connect(Reactor reactor, ClientFactory factory) {
    return reactor.connectTcp(host, port, factory, options);
  }

  @Override
  public String toString() {
    return new TcpAddress(host, port).toString();
  }
}
