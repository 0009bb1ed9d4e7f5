package twine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.Outcome;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Protocol;
import twine.net.ServerFactory;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.reactor.ConnectOptions;
import twine.reactor.ListenOptions;
import twine.task.Protocols;

/** What is asked of TCP can be looked at, and happens when the test says so. */
final class RecordingTcpTest {
  private static final TcpAddress POET = new TcpAddress("poet.example", 10_000);

  private final RecordingTcp tcp = new RecordingTcp();
  private final List<String> events = new ArrayList<>();

  private final class Client extends Protocol {
    @Override
    public void connectionLost(Failure reason) {
      events.add("the protocol hears that the connection is lost");
    }
  }

  private class Recorder extends ClientFactory {
    Recorder() {
      super(Client::new);
    }

    @Override
    public void startFactory() {
      events.add("start");
    }

    @Override
    public void startedConnecting(Connector connector) {
      events.add("connecting");
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      events.add("failed: " + reason.getErrorMessage());
    }

    @Override
    public void clientConnectionLost(Connector connector, Failure reason) {
      events.add("lost: " + reason.getErrorMessage());
    }

    @Override
    public void stopFactory() {
      events.add("stop");
    }
  }

  private RecordingTcp.Attempt connect(ClientFactory factory) {
    return tcp.connectTcp(POET.host(), POET.port(), factory, ConnectOptions.DEFAULT);
  }

  // ---- connecting

  @Test
  void whatWasAskedForIsRecordedInOrder() {
    ConnectOptions patient = ConnectOptions.DEFAULT.withTimeout(Duration.ofMinutes(5));
    var factory = new Recorder();
    tcp.connectTcp("one.example", 1, factory);
    tcp.connectTcp("two.example", 2, factory, patient);
    assertThat(tcp.attempts())
        .extracting(RecordingTcp.Attempt::getDestination)
        .containsExactly(new TcpAddress("one.example", 1), new TcpAddress("two.example", 2));
    assertThat(tcp.attempts().getLast().options()).isEqualTo(patient);
    assertThat(tcp.attempts().getLast().factory()).isSameAs(factory);
  }

  @Test
  void anAttemptThatSucceedsConnectsAProtocolThatTheTestPlaysWith() {
    Deferred<byte[]> poem = Protocols.readAll(tcp, POET.host(), POET.port());
    RecordingTcp.Attempt attempt = tcp.attempts().getFirst();
    StringTransport transport = attempt.succeed();
    assertThat(transport.getPeer()).isEqualTo(POET);
    attempt.protocol().dataReceived(ByteBuffer.wrap("A poem.".getBytes(UTF_8)));
    assertThat(poem.hasFired()).isFalse();
    attempt.lose(new ConnectionDoneException());
    assertThat(transport.connected()).isFalse();
    assertThat(poem.outcome())
        .isInstanceOfSatisfying(
            Outcome.Success.class,
            success -> assertThat((byte[]) success.value()).asString(UTF_8).isEqualTo("A poem."));
  }

  @Test
  void theFactoryHearsWhatItWouldHearFromAReactor() {
    RecordingTcp.Attempt attempt = connect(new Recorder());
    attempt.succeed();
    attempt.lose(new IOException("broken"));
    assertThat(events)
        .containsExactly(
            "start",
            "connecting",
            "the protocol hears that the connection is lost",
            "lost: broken",
            "stop");
  }

  @Test
  void aFactoryMayTryAgainAndIsNotStoppedInBetween() {
    RecordingTcp.Attempt attempt =
        connect(
            new Recorder() {
              @Override
              public void clientConnectionFailed(Connector connector, Failure reason) {
                super.clientConnectionFailed(connector, reason);
                if (events.size() < 4) {
                  connector.connect();
                }
              }
            });
    attempt.fail(new IOException("busy"));
    assertThat(attempt.tries()).isEqualTo(2);
    attempt.fail(new IOException("away"));
    assertThat(events)
        .containsExactly(
            "start", "connecting", "failed: busy", "connecting", "failed: away", "stop");
    attempt.connect();
    assertThat(events).endsWith("stop", "start", "connecting");
  }

  @Test
  void whoGivesUpIsSeenToHaveGivenUp() {
    RecordingTcp.Attempt attempt = connect(new Recorder());
    assertThat(attempt.stopped()).isFalse();
    attempt.disconnect();
    assertThat(attempt.stopped()).isTrue();
    attempt.fail(new IOException("given up"));
    attempt.connect();
    StringTransport transport = attempt.succeed();
    assertThat(attempt.stopped()).isFalse();
    attempt.disconnect();
    assertThat(transport.disconnecting()).isTrue();
  }

  @Test
  void nothingCanHappenThatCouldNotHappen() {
    RecordingTcp.Attempt attempt = connect(new Recorder());
    assertThatIllegalStateException().isThrownBy(attempt::connect);
    assertThatIllegalStateException().isThrownBy(() -> attempt.lose(new IOException()));
    attempt.fail(new IOException("refused"));
    assertThatIllegalStateException().isThrownBy(attempt::succeed);
    assertThatIllegalStateException().isThrownBy(attempt::stopConnecting);
    assertThatIllegalStateException()
        .isThrownBy(() -> attempt.fail(new IOException()))
        .withMessageContaining("poet.example:10000");
  }

  // ---- listening

  private final class Server extends ServerFactory {
    Server() {
      super(Client::new);
    }

    @Override
    public @Nullable Protocol buildProtocol(Address peer) {
      events.add("client");
      return events.size() > 2 ? null : super.buildProtocol(peer);
    }

    @Override
    public void stopFactory() {
      events.add("stop");
    }
  }

  @Test
  void clientsComeWhenTheTestSaysSo() {
    var factory = new Server();
    tcp.listenTcp(0, factory, ListenOptions.LOOPBACK);
    tcp.listenTcp(80, factory);
    assertThat(tcp.ports())
        .extracting(port -> port.getHost().port())
        .satisfiesExactly(
            chosen -> assertThat(chosen).isGreaterThan(1_023),
            given -> assertThat(given).isEqualTo(80));
    RecordingTcp.Listening port = tcp.ports().getFirst();
    assertThat(port.options()).isEqualTo(ListenOptions.LOOPBACK);
    assertThat(port.factory()).isSameAs(factory);
    Protocol one = port.accept();
    assertThat(one).isNotNull();
    assertThat(one.connected()).isTrue();
    assertThat(port.accept()).isNotNull();
    assertThat(port.accept()).as("one too many for the factory").isNull();
  }

  @Test
  void wherePeopleNoLongerListenNobodyCanCome() {
    RecordingTcp.Listening port = tcp.listenTcp(80, new Server(), ListenOptions.DEFAULT);
    assertThat(port.listening()).isTrue();
    assertThat(port.stopListening().hasFired()).isTrue();
    assertThat(port.listening()).isFalse();
    assertThat(events).containsExactly("stop");
    assertThatIllegalStateException().isThrownBy(port::accept);
    port.startListening();
    assertThat(port.accept()).isNotNull();
  }
}
