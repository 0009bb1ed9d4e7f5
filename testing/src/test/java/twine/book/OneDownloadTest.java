package twine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.loop.DelayedCall;
import twine.net.Address;
import twine.net.Bytes;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.net.Transport;
import twine.net.error.ConnectionDoneException;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.testing.MemoryReactors;

/**
 * Part 13, exercise 3: the factory makes the Deferred that it fires, and nobody else can. Whatever
 * happens to the connection, and however many things do, it is fired once.
 */
@Tag("P13.5")
@Timeout(10)
final class OneDownloadTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Reactor reactor = MemoryReactors.create();
  private final List<String> outcomes = new ArrayList<>();
  private int attemptsToFire;

  private final class PoetryClientFactory extends ClientFactory {
    private final StringBuilder poem = new StringBuilder();
    private @Nullable Deferred<String> deferred = new Deferred<>();
    private @Nullable DelayedCall patience;

    /** Starts the download: the only way to get at its Deferred. */
    private Deferred<String> getPoetry(TcpAddress server) {
      Deferred<String> promised = deferred;
      Connector connector = reactor.connectTcp(server, this);
      patience =
          reactor.callLater(
              PATIENCE,
              () -> {
                fire(d -> d.errback(new Exception("it takes too long")));
                connector.disconnect();
              });
      return promised;
    }

    @Override
    public Protocol buildProtocol(Address peer) {
      return new Protocol() {
        @Override
        public void dataReceived(ByteBuffer data) {
          poem.append(Bytes.utf8(data));
          if (poem.indexOf("THE END") >= 0) {
            fire(d -> d.callback(poem.toString()));
          }
        }
      };
    }

    @Override
    public void clientConnectionLost(Connector connector, Failure reason) {
      if (reason.check(ConnectionDoneException.class) != null) {
        fire(d -> d.callback(poem.toString()));
      } else {
        fire(d -> d.errback(new Exception("lost")));
      }
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      fire(d -> d.errback(new Exception("failed")));
    }

    private void fire(Consumer<Deferred<String>> how) {
      attemptsToFire++;
      Deferred<String> d = deferred;
      deferred = null;
      if (d != null) {
        how.accept(d);
      }
      if (patience != null && patience.active()) {
        patience.cancel();
      }
    }
  }

  private TcpPort server(Consumer<Transport> script) {
    return reactor.listenTcp(
        0,
        Factory.of(() ->
            new Protocol() {
              @Override
              public void connectionMade() {
                script.accept(transport());
              }
            }),
        ListenOptions.LOOPBACK);
  }

  private void download(TcpAddress server) {
    new PoetryClientFactory()
        .getPoetry(server)
        .onResult(outcomes::add)
        .handle(failure -> outcomes.add(failure.getErrorMessage()));
    reactor.callLater(Duration.ofMinutes(1), reactor::stop);
    reactor.run();
  }

  private static void send(Transport server, String text) {
    server.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aPoemFiresIt() {
    TcpPort port =
        server(s -> {
          send(s, "poem");
          s.loseConnection();
        });
    download(port.getHost());
    assertThat(outcomes).containsExactly("poem");
    assertThat(attemptsToFire).isOne();
  }

  @Test
  void anAbortFailsIt() {
    TcpPort port = server(Transport::abortConnection);
    download(port.getHost());
    assertThat(outcomes).containsExactly("lost");
  }

  @Test
  void aConnectionThatCannotBeMadeFailsIt() {
    TcpPort port = server(s -> {});
    TcpAddress nobody = port.getHost();
    port.stopListening();
    download(nobody);
    assertThat(outcomes).containsExactly("failed");
  }

  @Test
  void whenThePoemIsThereBeforeTheEndTheEndFiresNothingMore() {
    TcpPort port =
        server(s -> {
          send(s, "poem THE END");
          reactor.callLater(Duration.ofSeconds(1), s::abortConnection);
        });
    download(port.getHost());
    assertThat(outcomes).containsExactly("poem THE END");
    assertThat(attemptsToFire).isEqualTo(2);
  }

  @Test
  void whenItTakesTooLongTheCloseThatFollowsFiresNothingMore() {
    TcpPort port = server(s -> send(s, "po"));
    download(port.getHost());
    assertThat(outcomes).containsExactly("it takes too long");
    assertThat(attemptsToFire).isEqualTo(2);
  }
}
