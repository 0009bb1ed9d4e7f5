package twine.protocols.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.error.ConnectionDoneException;
import twine.testing.StringTransport;

final class LimitingFactoryTest {
  private static final TcpAddress HERE = new TcpAddress("127.0.0.1", 10_000);

  private final CapturedLog log = new CapturedLog();
  private final List<Recording> built = new ArrayList<>();
  private final Factory served =
      Factory.of(() -> {
        built.add(new Recording());
        return built.getLast();
      });

  @AfterEach
  void close() {
    log.close();
  }

  private static Protocol connect(Factory factory, TcpAddress peer) {
    Protocol protocol = Objects.requireNonNull(factory.buildProtocol(peer));
    protocol.makeConnection(new StringTransport(HERE, peer));
    return protocol;
  }

  private static void lose(Protocol protocol) {
    ((StringTransport) protocol.transport()).close();
    protocol.connectionLost(new Failure(new ConnectionDoneException()));
  }

  private static TcpAddress peer(String host, int port) {
    return new TcpAddress(host, port);
  }

  // ---- in all

  @Test
  void connectionsUpToTheLimitAreServedAndTheNextNeverReachesTheFactory() {
    Factory factory = new LimitTotalConnectionsFactory(2, served);
    connect(factory, peer("10.0.0.1", 1));
    connect(factory, peer("10.0.0.2", 2));
    assertThat(log.lines()).isEmpty();
    assertThat(factory.buildProtocol(peer("10.0.0.3", 3))).isNull();
    assertThat(built).hasSize(2);
    assertThat(log.lines())
        .containsExactly(
            "WARNING ServerFactory refuses 10.0.0.3:3: the limit of connections in all is 2");
  }

  @Test
  void aConnectionThatIsLostMakesRoomForOne() {
    Factory factory = new LimitTotalConnectionsFactory(2, served);
    Protocol first = connect(factory, peer("10.0.0.1", 1));
    connect(factory, peer("10.0.0.2", 2));
    lose(first);
    connect(factory, peer("10.0.0.3", 3));
    assertThat(factory.buildProtocol(peer("10.0.0.4", 4))).isNull();
    assertThat(built).hasSize(3);
    assertThat(built.getFirst().events).containsExactly("made", "lost: ConnectionDoneException");
  }

  @Test
  void oneTooManyMayBeToldSo() {
    LimitTotalConnectionsFactory factory = new LimitTotalConnectionsFactory(1, served);
    factory.setOverflowProtocol(() ->
        new Protocol() {
          @Override
          public void connectionMade() {
            transport().write(new byte[] {'n', 'o'});
            transport().loseConnection();
          }
        });
    Protocol first = connect(factory, peer("10.0.0.1", 1));
    for (int port = 2; port < 5; port++) {
      Protocol refused = connect(factory, peer("10.0.0.2", port));
      StringTransport transport = (StringTransport) refused.transport();
      assertThat(transport.text()).isEqualTo("no");
      assertThat(transport.disconnecting()).isTrue();
      lose(refused);
    }
    assertThat(built).hasSize(1);
    assertThat(log.lines()).hasSize(3);
    lose(first);
    connect(factory, peer("10.0.0.2", 5));
    assertThat(built).hasSize(2);
  }

  @Test
  void aFactoryThatRefusesByItselfUsesUpNoPlace() {
    LimitTotalConnectionsFactory inner = new LimitTotalConnectionsFactory(1, served);
    Factory outer = new LimitTotalConnectionsFactory(2, inner);
    Protocol only = connect(outer, peer("10.0.0.1", 1));
    assertThat(outer.buildProtocol(peer("10.0.0.1", 2))).isNull();
    assertThat(outer.buildProtocol(peer("10.0.0.1", 3))).isNull();
    lose(only);
    connect(outer, peer("10.0.0.1", 4));
    assertThat(log.lines()).hasSize(2).allMatch(line -> line.endsWith(" is 1"));
  }

  // ---- by peer

  @Test
  void eachHostHasItsOwnLimitWhateverItsPorts() {
    Factory factory = new LimitConnectionsByPeer(2, served);
    connect(factory, peer("10.0.0.1", 1));
    Protocol second = connect(factory, peer("10.0.0.1", 2));
    connect(factory, peer("10.0.0.2", 3));
    connect(factory, peer("::1", 4));
    assertThat(factory.buildProtocol(peer("10.0.0.1", 5))).isNull();
    assertThat(log.lines())
        .containsExactly(
            "WARNING ServerFactory refuses 10.0.0.1:5:"
                + " the limit of connections with 10.0.0.1 is 2");
    lose(second);
    connect(factory, peer("10.0.0.1", 6));
    assertThat(factory.buildProtocol(peer("10.0.0.1", 7))).isNull();
    assertThat(built).hasSize(5);
  }

  @Test
  void aLimitBelowOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LimitTotalConnectionsFactory(0, served))
        .withMessageContaining("not 0");
    assertThatIllegalArgumentException().isThrownBy(() -> new LimitConnectionsByPeer(-1, served));
  }
}
