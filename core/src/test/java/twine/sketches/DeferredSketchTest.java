package twine.sketches;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.loop.Timers;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.FactoryProtocol;
import twine.net.Protocol;
import twine.net.ServerFactory;
import twine.net.TcpPort;
import twine.net.error.ConnectionDoneException;
import twine.net.error.ConnectionRefusedException;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.ReactorTcp;
import twine.reactor.Reactors;
import twine.task.Protocols;

/** Clients, chains and cancelling, written as the book's readers would, on a real reactor. */
class DeferredSketchTest {
  private static final String POEM = "This is a short poem.";

  private final Reactor reactor = Reactors.create();
  private final List<Object> seen = new ArrayList<>();

  // ---- a server whose protocols reach their factory (Part 11)

  private static final class PoetryFactory extends ServerFactory {
    private final byte[] poem;

    private PoetryFactory(String poem) {
      super(PoetryProtocol::new);
      this.poem = poem.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final class PoetryProtocol extends FactoryProtocol<PoetryFactory> {
    @Override
    public void connectionMade() {
      transport().write(factory().poem);
      transport().loseConnection();
    }
  }

  // ---- a client that returns a Deferred (Part 8)

  private static final class PoetryClientFactory extends ClientFactory {
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private Deferred<String> poem = new Deferred<>();
    private boolean fired;

    @Override
    public Protocol buildProtocol(Address peer) {
      return new Protocol() {
        @Override
        public void dataReceived(ByteBuffer data) {
          byte[] portion = new byte[data.remaining()];
          data.get(portion);
          received.writeBytes(portion);
        }

        @Override
        public void connectionLost(Failure reason) {
          if (!fired) {
            fired = true;
            poem.callback(received.toString(StandardCharsets.UTF_8));
          }
        }
      };
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      if (!fired) {
        fired = true;
        poem.errback(reason);
      }
    }
  }

  private static Deferred<String> getPoetry(ReactorTcp reactor, String host, int port) {
    var factory = new PoetryClientFactory();
    reactor.connectTcp(host, port, factory);
    return factory.poem;
  }

  @Test
  @Tag("P5.6")
  @Tag("P8.1")
  @Tag("P10.2")
  void aChainGoesOnThroughAsynchronousSteps() {
    TcpPort port = reactor.listenTcp(0, new PoetryFactory(POEM), ListenOptions.LOOPBACK);
    getPoetry(reactor, "localhost", port.getHost().port())
        .addCallback(String::toUpperCase)
        .addAsyncCallback(poem -> reactor.deferToThread(() -> poem + "!"))
        .addErrback(ConnectionDoneException.class, e -> "never")
        .onResult(seen::add)
        .handle(failure -> seen.add(failure.getErrorMessage()))
        .onBoth(reactor::stop);
    reactor.run();
    assertThat(seen).containsExactly("THIS IS A SHORT POEM.!");
  }

  @Test
  @Tag("P6.6")
  @Tag("P6.7")
  void aRefusedConnectionIsAFailureAfterGetPoetryHasReturned() {
    TcpPort port = reactor.listenTcp(0, Factory.of(PoetryProtocol::new), ListenOptions.LOOPBACK);
    int closed = port.getHost().port();
    port.stopListening();
    getPoetry(reactor, "127.0.0.1", closed)
        .onFailure(failure -> seen.add(failure.trap(ConnectionRefusedException.class)))
        .handle(failure -> seen.add(failure.getErrorMessage()))
        .onBoth(reactor::stop);
    seen.add("returned");
    reactor.run();
    assertThat(seen).hasSize(3).startsWith("returned");
    assertThat(seen.getLast().toString()).contains("refused").contains("127.0.0.1:" + closed);
  }

  // ---- a cancellable operation (Part 19)

  private static Deferred<String> later(Timers timers) {
    var d = new Deferred<String>();
    var call = timers.callLater(Duration.ofMinutes(5), () -> d.callback(POEM));
    return d.onCancel(call::cancel);
  }

  @Test
  @Tag("P19.5")
  @Tag("P19.10")
  void aCancelledOperationIsTakenBack() {
    Deferred<String> poem = later(reactor);
    poem.addErrback(CancelledException.class, e -> "cancelled").onResult(seen::add);
    poem.cancel();
    assertThat(seen).containsExactly("cancelled");
  }

  @Test
  void allBytesUntilTheCloseInOneCall() {
    TcpPort port = reactor.listenTcp(0, new PoetryFactory(POEM), ListenOptions.LOOPBACK);
    Protocols.readAll(reactor, "127.0.0.1", port.getHost().port())
        .onResult(poem -> seen.add(new String(poem, StandardCharsets.UTF_8)))
        .handle(seen::add)
        .onBoth(reactor::stop);
    reactor.run();
    assertThat(seen).containsExactly(POEM);
  }
}
