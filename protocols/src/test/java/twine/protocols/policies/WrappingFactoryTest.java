package twine.protocols.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.FactoryProtocol;
import twine.net.Protocol;
import twine.net.ServerFactory;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.testing.MemoryReactors;

final class WrappingFactoryTest {
  private final Reactor reactor = MemoryReactors.create();
  private final List<String> events = new ArrayList<>();

  private final class Noting extends ClientFactory {
    Noting() {
      super(() ->
          new Protocol() {
            @Override
            public void connectionMade() {
              events.add("made");
              transport().loseConnection();
            }

            @Override
            public void connectionLost(Failure reason) {
              events.add("lost");
            }
          });
    }

    @Override
    public void startFactory() {
      events.add("start");
    }

    @Override
    public void stopFactory() {
      events.add("stop");
    }

    @Override
    public void startedConnecting(Connector connector) {
      events.add("connecting to " + connector.getDestination());
    }

    @Override
    public void clientConnectionFailed(Connector connector, Failure reason) {
      events.add("failed");
    }

    @Override
    public void clientConnectionLost(Connector connector, Failure reason) {
      events.add("client lost");
    }
  }

  @Test
  void aClientFactoryIsToldAllThatItWouldBeToldUnwrapped() {
    TcpPort port =
        reactor.listenTcp(0, new ServerFactory(() -> new Protocol() {}), ListenOptions.LOOPBACK);
    reactor.connectTcp(port.getHost(), new WrappingFactory(new WrappingFactory(new Noting())));
    reactor.callLater(Duration.ofSeconds(1), reactor::stop);
    reactor.run();
    assertThat(events)
        .containsExactly(
            "start", "connecting to " + port.getHost(), "made", "lost", "client lost", "stop");
  }

  @Test
  void aClientFactoryIsToldOfAnAttemptThatFails() {
    reactor.connectTcp("127.0.0.1", 1, new WrappingFactory(new Noting()));
    reactor.callLater(Duration.ofSeconds(1), reactor::stop);
    reactor.run();
    assertThat(events).containsExactly("start", "connecting to 127.0.0.1:1", "failed", "stop");
  }

  @Test
  void aFactoryUnderTwoWrappersIsStartedOnceAndStoppedWithTheSecond() {
    Noting shared = new Noting();
    TcpPort first = reactor.listenTcp(0, new WrappingFactory(shared), ListenOptions.LOOPBACK);
    TcpPort second = reactor.listenTcp(0, new WrappingFactory(shared), ListenOptions.LOOPBACK);
    assertThat(events).containsExactly("start");
    first.stopListening();
    assertThat(events).containsExactly("start");
    second.stopListening();
    assertThat(events).containsExactly("start", "stop");
  }

  private static final class Member extends FactoryProtocol<ServerFactory> {}

  @Test
  void aProtocolStillKnowsTheFactoryThatMadeIt() {
    Member member = new Member();
    ServerFactory factory = new ServerFactory(() -> member);
    new WrappingFactory(new WrappingFactory(factory)).buildProtocol(new TcpAddress("host", 1));
    assertThat(member.factory()).isSameAs(factory);
  }

  @Test
  void aRefusalIsPassedOn() {
    WrappingFactory wrapping =
        new WrappingFactory(
            new ServerFactory(() -> new Protocol() {}) {
              @Override
              public @Nullable Protocol buildProtocol(Address peer) {
                return null;
              }
            });
    assertThat(wrapping.buildProtocol(new TcpAddress("host", 1))).isNull();
  }
}
