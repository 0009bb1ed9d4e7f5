package twine.poetry.part19;

import org.jspecify.annotations.Nullable;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Connector;
import twine.net.FactoryProtocol;
import twine.net.ServerFactory;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.poetry.command.ListenAt;
import twine.poetry.command.Program;
import twine.poetry.command.ServerAddress;
import twine.poetry.command.Serving;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * Part 19: poetry proxy 3.0.
 *
 * <p>Watch who cancels and what that does: a protocol whose client has gone cancels its Deferred,
 * and the canceller that the service has given it closes the connection to the server. Once it has
 * fired, cancelling does nothing, so the protocol need not know whether it has.
 */
public final class Proxy3 implements Program {
  private final ListenAt at = new ListenAt();
  private final ServerAddress server = new ServerAddress();

  @Override
  public Usage usage() {
    return new Usage(
        "Gets a poem from a server for the first client that stays until it is there, and keeps "
            + "it for all others. If a client goes before, its download is given up; each client "
            + "that asks before the poem is there has a download of its own. Ends by Ctrl-C.",
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

    /** Fires with the poem; cancelling it before gives the download up. */
    Deferred<byte[]> getPoem() {
      if (poem != null) {
        System.out.println("Using cached poem.");
        return Deferred.succeed(poem);
      }
      System.out.println("Fetching poem from server.");
      var deferred = new Deferred<byte[]>();
      var factory = new PoetryClientFactory(deferred);
      Connector connector = reactor.connectTcp(server, factory);
      return deferred.onCancel(() -> cancel(factory, connector)).onResult(this::setPoem);
    }

    /**
     * The factory lets go of the Deferred before the connection is closed, or else it might take
     * that for the end of the poem. So the Deferred fails with what has happened to it: it was
     * cancelled.
     */
    private static void cancel(PoetryClientFactory factory, Connector connector) {
      System.out.println("Canceling poem download.");
      factory.release();
      connector.disconnect();
    }

    private void setPoem(byte[] poem) {
      this.poem = poem;
    }
  }

  /** Serves one client. */
  private static final class PoetryProxyProtocol extends FactoryProtocol<PoetryProxyFactory> {
    private @Nullable Deferred<?> poem;

    @Override
    public void connectionMade() {
      poem =
          factory()
              .service
              .getPoem()
              .onResult(transport()::write)
              .handle(PoetryProxyProtocol::poemFailed)
              .onBoth(() -> transport().loseConnection());
    }

    /** That the client has gone is no news. */
    private static void poemFailed(Failure failure) {
      if (failure.check(CancelledException.class) == null) {
        System.err.println("Poem failed: " + failure.getErrorMessage());
      }
    }

    @Override
    public void connectionLost(Failure reason) {
      if (poem != null) {
        poem.cancel();
      }
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
