package twine.benchmarks.servers;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.loop.DelayedCall;
import twine.net.Factory;
import twine.net.Producer;
import twine.net.Protocol;
import twine.net.TcpTransport;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/** Twine, on the reactor that the system property {@code twine.reactor} names, or the usual one. */
final class TwineServer {
  private TwineServer() {}

  private static final class Requests extends Protocol {
    private static final ByteBuffer RESPONSES = Content.responses();

    private final RequestScanner scanner = new RequestScanner();

    @Override
    public void connectionMade() {
      ((TcpTransport) transport()).setTcpNoDelay(true);
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      int length = scanner.count(data) * Content.RESPONSE_SIZE;
      if (length > 0) {
        transport().write(RESPONSES.limit(length));
      }
    }
  }

  private static final class Poem extends Protocol {
    private static final ByteBuffer POEM = Content.poem();

    @Override
    public void connectionMade() {
      transport().write(POEM);
      transport().loseConnection();
    }
  }

  private static final class Stream extends Protocol implements Producer {
    private static final ByteBuffer CHUNK = Content.chunk();

    private int left = Content.CHUNKS;

    @Override
    public void connectionMade() {
      transport().registerProducer(this);
    }

    @Override
    public void resumeProducing() {
      transport().write(CHUNK);
      if (--left == 0) {
        transport().unregisterProducer();
        transport().loseConnection();
      }
    }

    @Override
    public void stopProducing() {}
  }

  private static final class Slow extends Protocol {
    private static final ByteBuffer POEM = Content.poem();
    private static final Duration DELAY = Duration.ofMillis(Content.DELAY_MILLIS);

    private final Reactor reactor;
    private int at;
    private @Nullable DelayedCall next;

    private Slow(Reactor reactor) {
      this.reactor = reactor;
    }

    @Override
    public void connectionMade() {
      send();
    }

    private void send() {
      transport().write(POEM.limit(at + Content.PORTION).position(at));
      at = (at + Content.PORTION) % Content.POEM_SIZE;
      next = reactor.callLater(DELAY, this::send);
    }

    @Override
    public void connectionLost(Failure reason) {
      if (next != null) {
        next.cancel();
      }
    }
  }

  /** Runs the server. */
  public static void main(String[] args) {
    Reactor reactor = Reactors.create();
    Factory factory =
        Factory.of(
            switch (Work.of(args)) {
              case REQUESTS -> Requests::new;
              case POEM -> Poem::new;
              case STREAM -> Stream::new;
              case SLOW -> () -> new Slow(reactor);
            });
    ListenOptions options = ListenOptions.LOOPBACK.withBacklog(Content.BACKLOG);
    reactor.listenTcp(Work.port(args), factory, options);
    reactor.run();
  }
}
