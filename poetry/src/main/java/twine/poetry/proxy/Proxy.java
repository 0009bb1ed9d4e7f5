package twine.poetry.proxy;

import java.util.Optional;
import java.util.function.Supplier;
import twine.defer.Deferred;
import twine.net.Factory;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.poetry.command.ListenAt;
import twine.poetry.command.Program;
import twine.poetry.command.ServerAddress;
import twine.poetry.command.Serving;
import twine.poetry.command.Usage;
import twine.poetry.part12.TransformProtocol;
import twine.poetry.part12.Transforms;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * The proxy a person would use.
 *
 * <p>Watch the source of the poem, a method that gives a Deferred: that it is also transformed is
 * one more callback, and the cache is none the wiser.
 */
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
  private final LimitOptions limitOptions = new LimitOptions();
  private final TransformOptions transformOptions = new TransformOptions();
  private final ProxyLog log = ProxyLog.STANDARD;

  @Override
  public Usage usage() {
    return new Usage(DESCRIPTION, at, limitOptions, transformOptions, server);
  }

  @Override
  public int run() {
    TcpAddress origin = server.address();
    Optional<TcpAddress> via = transformOptions.server();
    Limits limits = limitOptions.limits();
    Reactor reactor = Reactors.installed();
    Optional<Transforms> transforms =
        via.map(address -> new RemoteTransforms(reactor, address, limits.patience()));
    Supplier<Deferred<byte[]>> source =
        () -> transformed(Fetch.poem(reactor, origin, limits), transforms);
    var cache = new PoemCache(source, reactor, limits.expiry(), log);
    listen(reactor, at.port(), new PoetryProxy(cache), "poetry from " + origin);
    transforms.ifPresent(
        service -> serveTransforms(reactor, service, "transforms from " + via.get()));
    reactor.run();
    return 0;
  }

  private Deferred<byte[]> transformed(Deferred<byte[]> poem, Optional<Transforms> transforms) {
    Optional<String> name = transformOptions.name();
    return transforms.isPresent() && name.isPresent()
        ? poem.addAsyncCallback(ready -> transforms.get().transform(name.get(), ready))
        : poem;
  }

  private void serveTransforms(Reactor reactor, Transforms transforms, String what) {
    Factory factory = Factory.of(() -> new TransformProtocol(transforms, log::complain));
    transformOptions.port().ifPresent(port -> listen(reactor, port, factory, what));
  }

  private void listen(Reactor reactor, int wanted, Factory factory, String what) {
    TcpPort port = reactor.listenTcp(wanted, factory, at.listenOptions());
    reactor.callWhenRunning(() -> Serving.say(what, port.getHost()));
  }
}
