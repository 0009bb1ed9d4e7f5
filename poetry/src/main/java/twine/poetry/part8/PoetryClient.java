package twine.poetry.part8;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.loop.DelayedCall;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.FactoryProtocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.poetry.command.GiveUp;
import twine.poetry.command.PoemBuffer;
import twine.poetry.command.PoemLostException;
import twine.poetry.command.PoemTimedOutException;
import twine.reactor.Reactor;

/** Part 8: getting a poem, as a method that returns a Deferred; clients 4 and 5 are built on it. */
public final class PoetryClient {
  private PoetryClient() {}

  /**
   * Downloads a poem from a server.
   *
   * @return fires with the complete poem, or fails if it could not be downloaded
   */
  public static Deferred<byte[]> getPoetry(Reactor reactor, TcpAddress server) {
    return getPoetry(reactor, server, new GiveUp());
  }

  /**
   * Downloads a poem from a server, but perhaps not for ever.
   *
   * @param giveUp whether and when to give the poem up (exercise 1)
   * @return fires with the complete poem, or fails if it could not be downloaded in time
   */
  public static Deferred<byte[]> getPoetry(Reactor reactor, TcpAddress server, GiveUp giveUp) {
    var d = new Deferred<byte[]>();
    var factory = new PoetryClientFactory(d);
    Connector connector = reactor.connectTcp(server, factory);
    giveUp.timeout().ifPresent(time -> factory.failAfter(time, reactor, server, connector));
    return d;
  }

  /** One download. */
  private static final class PoetryProtocol extends FactoryProtocol<PoetryClientFactory> {
    private final PoemBuffer poem = new PoemBuffer();

    @Override
    public void dataReceived(ByteBuffer data) {
      poem.add(data);
    }

    @Override
    public void connectionLost(Failure reason) {
      if (reason.check(ConnectionDoneException.class) != null) {
        factory().poemFinished(poem.toByteArray());
      } else {
        var lost = new PoemLostException(transport().getPeer(), poem.size(), reason.value());
        factory().poemFailed(new Failure(lost));
      }
    }
  }

  /**
   * Fires the Deferred. It lets go of it before it fires it: so it cannot fire it twice, whatever
   * happens afterwards or because of it.
   */
  private static final class PoetryClientFactory extends ClientFactory {
    private @Nullable Deferred<byte[]> deferred;
    private @Nullable DelayedCall timeout;

    PoetryClientFactory(Deferred<byte[]> deferred) {
      super(PoetryProtocol::new);
      this.deferred = deferred;
    }

    private void failAfter(Duration time, Reactor reactor, TcpAddress server, Connector connector) {
      timeout =
          reactor.callLater(
              time,
              () -> {
                poemFailed(new Failure(new PoemTimedOutException(server, time)));
                connector.disconnect();
              });
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      poemFailed(reason);
    }

    private void poemFinished(byte[] poem) {
      Deferred<byte[]> d = release();
      if (d != null) {
        d.callback(poem);
      }
    }

    private void poemFailed(Failure reason) {
      Deferred<byte[]> d = release();
      if (d != null) {
        d.errback(reason);
      }
    }

    private @Nullable Deferred<byte[]> release() {
      if (timeout != null && timeout.active()) {
        timeout.cancel();
      }
      Deferred<byte[]> d = deferred;
      deferred = null;
      return d;
    }
  }
}
