package twine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.net.Transport;
import twine.net.error.ConnectionLostException;
import twine.net.error.ConnectionRefusedException;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.testing.MemoryReactors;

@Timeout(10)
final class ProtocolsTest {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final Reactor reactor = MemoryReactors.create();
  private final List<String> seen = new ArrayList<>();

  /** A slow server: a letter a second, five of them, and then what {@code end} does. */
  private final class Spelling extends Protocol {
    private final Consumer<Transport> end;
    private int sent;

    private Spelling(Consumer<Transport> end) {
      this.end = end;
    }

    @Override
    public void connectionMade() {
      send();
    }

    private void send() {
      if (!connected()) {
        return;
      }
      if (sent == 5) {
        end.accept(transport());
        return;
      }
      transport().write(new byte[] {(byte) ('a' + sent)});
      sent++;
      reactor.callLater(BEAT, this::send);
    }

    @Override
    public void connectionLost(Failure reason) {
      seen.add("server saw the end after " + sent);
    }
  }

  private Deferred<byte[]> readFrom(Consumer<Transport> end) {
    TcpPort port =
        reactor.listenTcp(0, Factory.of(() -> new Spelling(end)), ListenOptions.LOOPBACK);
    return read(port);
  }

  private Deferred<byte[]> read(TcpPort port) {
    Deferred<byte[]> all = Protocols.readAll(reactor, port.getHost().host(), port.getHost().port());
    all.onResult(bytes -> seen.add(new String(bytes, StandardCharsets.US_ASCII)))
        .handle(failure -> seen.add(failure.value().getClass().getSimpleName()));
    return all;
  }

  private void run() {
    reactor.callLater(Duration.ofMinutes(1), reactor::stop);
    reactor.run();
  }

  @Test
  void everythingIsReadUntilThePeerCloses() {
    readFrom(Transport::loseConnection);
    run();
    assertThat(seen).containsExactlyInAnyOrder("server saw the end after 5", "abcde");
  }

  @Test
  void nothingIsAResultToo() {
    TcpPort silent =
        reactor.listenTcp(
            0,
            Factory.of(() ->
                new Protocol() {
                  @Override
                  public void connectionMade() {
                    transport().loseConnection();
                  }
                }),
            ListenOptions.LOOPBACK);
    read(silent);
    run();
    assertThat(seen).containsExactly("");
  }

  @Test
  void halfOfItIsNone() {
    readFrom(Transport::abortConnection);
    run();
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "server saw the end after 5", ConnectionLostException.class.getSimpleName());
  }

  @Test
  void aServerThatIsNotThereIsAFailure() {
    TcpPort port =
        reactor.listenTcp(0, Factory.of(() -> new Protocol() {}), ListenOptions.LOOPBACK);
    port.stopListening().onBoth(() -> read(port));
    run();
    assertThat(seen).containsExactly(ConnectionRefusedException.class.getSimpleName());
  }

  @Test
  @Tag("P19.13")
  void cancellingItHangsUpSoThatTheServerCanStop() {
    Deferred<byte[]> poem = readFrom(Transport::loseConnection);
    reactor.callLater(BEAT.multipliedBy(2).plusMillis(500), poem::cancel);
    run();
    assertThat(seen)
        .containsExactly(CancelledException.class.getSimpleName(), "server saw the end after 3");
  }

  @Test
  @Tag("P19.13")
  void cancellingItAtOnceGivesTheAttemptUp() {
    readFrom(_ -> seen.add("all was sent")).cancel();
    run();
    // Here as on a real machine the system has taken the connection for the server already.
    assertThat(seen)
        .containsExactly(CancelledException.class.getSimpleName(), "server saw the end after 1");
  }
}
