package twine.poetry.proxy;

import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.poetry.command.ListenAt;
import twine.poetry.command.Program;
import twine.poetry.command.ServerAddress;
import twine.poetry.command.Serving;
import twine.poetry.command.Usage;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** The proxy a person would use. */
public final class Proxy implements Program {
  private static final String DESCRIPTION =
      """
      Gets a poem from a server when somebody asks for it, once for all clients that wait for it \
      at the same time, and keeps it for those that come later. When the last client that waits \
      has gone, the download is given up. If there is no poem, standard error says why, all that \
      wait are disconnected, and for the next one it is tried again. Ends by Ctrl-C.\
      """;

  private final ListenAt at = new ListenAt();
  private final ServerAddress server = new ServerAddress();
  private final LimitOptions options = new LimitOptions();

  @Override
  public Usage usage() {
    return new Usage(DESCRIPTION, at, options, server);
  }

  @Override
  public int run() {
    TcpAddress origin = server.address();
    Limits limits = options.limits();
    Reactor reactor = Reactors.installed();
    var cache =
        new PoemCache(
            () -> Fetch.poem(reactor, origin, limits), reactor, limits.expiry(), ProxyLog.STANDARD);
    TcpPort port = reactor.listenTcp(at.port(), new PoetryProxy(cache), at.listenOptions());
    reactor.callWhenRunning(() -> Serving.say("poetry from " + origin, port.getHost()));
    reactor.run();
    return 0;
  }
}
