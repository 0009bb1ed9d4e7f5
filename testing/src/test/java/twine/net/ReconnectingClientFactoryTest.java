package twine.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.testing.MemoryReactors;

/** Over the network in memory, in virtual time: waits of hours take none. */
class ReconnectingClientFactoryTest {
  private final Reactor reactor = MemoryReactors.create();
  private final List<Double> attempts = new ArrayList<>();

  private class Client extends ReconnectingClientFactory {
    private Client() {
      super(reactor, new SplittableRandom(42), () -> new Protocol() {});
    }

    @Override
    public void startedConnecting(Connector connector) {
      attempts.add(reactor.nanoTime() / 1e9);
      super.startedConnecting(connector);
    }
  }

  @Test
  void waitsLongerEachTimeUpToTheLimit() {
    Client client = new Client();
    client.setMaxDelay(Duration.ofSeconds(20));
    connectTo(1, client);
    runFor(Duration.ofMinutes(5));
    List<Double> waits = waits();
    assertThat(waits.getFirst()).isBetween(1.5, 4.5); // e seconds, give or take
    assertThat(waits.get(1)).isGreaterThan(waits.getFirst());
    assertThat(waits).allMatch(wait -> wait < 20 * 1.6);
    assertThat(waits.subList(4, waits.size())).allMatch(wait -> wait > 20 * 0.4);
  }

  @Test
  void twoClientsDoNotWaitAlike() {
    connectTo(1, new Client());
    runFor(Duration.ofSeconds(30));
    List<Double> waits = waits();
    assertThat(waits.get(1) / waits.get(0)).isNotEqualTo(Math.E);
  }

  @Test
  void givesUpAfterTheRetriesItWasGiven() {
    Client client = new Client();
    client.setMaxRetries(3);
    connectTo(1, client);
    runFor(Duration.ofHours(1));
    assertThat(attempts).hasSize(1 + 3);
  }

  @Test
  void stopTryingEndsAWait() {
    Client client = new Client();
    connectTo(1, client);
    reactor.callLater(Duration.ofSeconds(1), client::stopTrying);
    runFor(Duration.ofHours(1));
    assertThat(attempts).hasSize(1);
  }

  @Test
  void connectsAgainWhenAConnectionIsLost() {
    List<String> lost = new ArrayList<>();
    TcpPort port =
        reactor.listenTcp(0, Factory.of(() -> new ClosesAtOnce(lost)), ListenOptions.LOOPBACK);
    Client client =
        new Client() {
          @Override
          public Protocol buildProtocol(Address peer) {
            resetDelay();
            return super.buildProtocol(peer);
          }
        };
    client.setInitialDelay(Duration.ofMillis(100));
    connectTo(port.getHost().port(), client);
    runFor(Duration.ofSeconds(10));
    // The wait begins anew after each connection: about 0.27 s every time.
    assertThat(lost).hasSizeBetween(25, 50);
  }

  private static final class ClosesAtOnce extends Protocol {
    private final List<String> lost;

    private ClosesAtOnce(List<String> lost) {
      this.lost = lost;
    }

    @Override
    public void connectionMade() {
      transport().loseConnection();
    }

    @Override
    public void connectionLost(Failure reason) {
      lost.add(reason.getErrorMessage());
    }
  }

  private void connectTo(int port, ClientFactory client) {
    reactor.connectTcp("127.0.0.1", port, client);
  }

  private void runFor(Duration time) {
    reactor.callLater(time, reactor::stop);
    reactor.run();
  }

  private List<Double> waits() {
    List<Double> waits = new ArrayList<>();
    for (int i = 1; i < attempts.size(); i++) {
      waits.add(attempts.get(i) - attempts.get(i - 1));
    }
    return waits;
  }
}
