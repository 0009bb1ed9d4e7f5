package twine.app.net;

import twine.net.Factory;
import twine.net.ListeningPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;

/** A place where a server can listen, before it does (Twisted's {@code IStreamServerEndpoint}). */
@FunctionalInterface
public interface ServerEndpoint {

  /**
   * Begins to listen.
   *
   * @throws twine.net.error.CannotListenException if that cannot be
   */
  ListeningPort listen(Reactor reactor, Factory factory);

  /**
   * A port of TCP.
   *
   * @param port from 0 to 65535; 0 lets the system choose
   */
  static ServerEndpoint tcp(int port, ListenOptions options) {
    return new TcpServerEndpoint(port, options);
  }
}
