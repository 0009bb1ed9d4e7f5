package twine.poetry.part14;

import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.net.FactoryProtocol;
import twine.net.ServerFactory;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.poetry.command.ListenAt;
import twine.poetry.command.Program;
import twine.poetry.command.ServerAddress;
import twine.poetry.command.Serving;
import twine.poetry.command.Usage;
import twine.poetry.part8.PoetryClient;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 14: poetry proxy 1.0.
 *
 * <p>Watch {@code getPoem}, which gives a poem or a Deferred, and {@code maybeDeferred}, which
 * makes a Deferred of either. In Java the type of such a method can only be Object: one more reason
 * to prefer proxy 2.0.
 */
public final class Proxy1 implements Program {
  private final ListenAt at = new ListenAt();
  private final ServerAddress server = new ServerAddress();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets a poem from a server for the first client that asks, and keeps it for all others. "
            + "For each client that asks before it has come it is got once more. "
            + "Ends by Ctrl-C.",
        at,
        server);
  }

  @Override
  public int run() {
    TcpAddress origin = server.address();
    Reactor reactor = Reactors.installed();
    var factory = new PoetryProxyFactory(new ProxyService(reactor, origin));
    TcpPort port = reactor.listenTcp(at.port(), factory, at.listenOptions());
    reactor.callWhenRunning(() -> Serving.say("poetry from " + origin, port.getHost()));
    reactor.run();
    return 0;
  }

  /** Has the poem, or gets it. */
  static final class ProxyService {
    private final Reactor reactor;
    private final TcpAddress server;
    private byte @Nullable [] poem;

    ProxyService(Reactor reactor, TcpAddress server) {
      this.reactor = reactor;
      this.server = server;
    }

    /** Gives the poem itself if it is in the cache, else a Deferred that will fire with it. */
    Object getPoem() {
      if (poem != null) {
        System.out.println("Using cached poem.");
        return poem;
      }
      System.out.println("Fetching poem from server.");
      return PoetryClient.getPoetry(reactor, server).onResult(this::setPoem);
    }

    private void setPoem(byte[] poem) {
      this.poem = poem;
    }
  }

  /** Serves one client. */
  private static final class PoetryProxyProtocol extends FactoryProtocol<PoetryProxyFactory> {

    @Override
    public void connectionMade() {
      Deferred.<Object>maybeDeferred(factory().service::getPoem)
          .onResult(poem -> transport().write((byte[]) poem))
          .handle(failure -> System.err.println("Poem failed: " + failure.getErrorMessage()))
          .onBoth(() -> transport().loseConnection());
    }
  }

  /** Keeps the service for all clients. */
  static final class PoetryProxyFactory extends ServerFactory {
    private final ProxyService service;

    PoetryProxyFactory(ProxyService service) {
      super(PoetryProxyProtocol::new);
      this.service = service;
    }
  }
}
