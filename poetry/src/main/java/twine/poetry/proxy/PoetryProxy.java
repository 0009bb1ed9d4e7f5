package twine.poetry.proxy;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.FactoryProtocol;
import twine.net.ServerFactory;
import twine.net.TcpAddress;
import twine.reactor.Reactor;

/** Serves the poem of a cache, each client when it is there. */
public final class PoetryProxy extends ServerFactory {
  private final PoemCache cache;

  PoetryProxy(PoemCache cache) {
    super(PoetryProxyProtocol::new);
    this.cache = cache;
  }

  /** Serves the poem that a server has. */
  public static PoetryProxy of(Reactor reactor, TcpAddress origin, Limits limits, ProxyLog log) {
    return new PoetryProxy(
        new PoemCache(() -> Fetch.poem(reactor, origin, limits), reactor, limits.expiry(), log));
  }

  /** Serves one client. */
  private static final class PoetryProxyProtocol extends FactoryProtocol<PoetryProxy> {
    private @Nullable Deferred<?> poem;

    @Override
    public void connectionMade() {
      poem = factory().cache.getPoem().<@Nullable Void>addCallbacks(this::send, this::hangUp);
    }

    private @Nullable Void send(ByteBuffer ready) {
      PoemSender.send(ready, transport());
      return null;
    }

    /** The cache says why there is no poem, once for all clients. */
    private @Nullable Void hangUp(Failure failure) {
      transport().loseConnection();
      return null;
    }

    @Override
    public void connectionLost(Failure reason) {
      if (poem != null) {
        poem.cancel();
      }
    }
  }
}
