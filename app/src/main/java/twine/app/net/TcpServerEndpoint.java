package twine.app.net;

import twine.net.Factory;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;

/** A port of TCP. */
record TcpServerEndpoint(int port, ListenOptions options) implements ServerEndpoint {

  TcpServerEndpoint {
    TcpAddress.checkPort(port);
  }

  @Override
  public TcpPort listen(Reactor reactor, Factory factory) {
    return reactor.listenTcp(port, factory, options);
  }

  @Override
  public String toString() {
    return new TcpAddress(options.iface().isEmpty() ? "*" : options.iface(), port).toString();
  }
}
