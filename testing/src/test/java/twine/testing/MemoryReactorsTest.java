package twine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.ServerFactory;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.spi.KernelReactor;

/** Whole programs in memory, in virtual time. */
final class MemoryReactorsTest {
  private final List<String> events = new ArrayList<>();

  @Test
  @Timeout(10)
  @Tag("P3.8")
  void aYearOfTimersTakesNoTime() {
    Reactor reactor = MemoryReactors.create();
    long start = reactor.nanoTime();
    Runnable[] daily = new Runnable[1];
    daily[0] =
        () -> {
          events.add("a day");
          reactor.callLater(Duration.ofDays(1), daily[0]);
        };
    reactor.callLater(Duration.ofDays(1), daily[0]);
    reactor.callLater(Duration.ofDays(365).plusHours(1), reactor::stop);
    reactor.run();
    assertThat(events).hasSize(365);
    assertThat(Duration.ofNanos(reactor.nanoTime() - start))
        .isEqualTo(Duration.ofDays(365).plusHours(1));
  }

  /** Says which client's bytes came when. */
  private final class Noting extends Protocol {
    private final Reactor reactor;

    Noting(Reactor reactor) {
      this.reactor = reactor;
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      events.add(data.get(data.position()) + " at " + reactor.nanoTime());
    }
  }

  private List<String> trace(long seed) {
    events.clear();
    Reactor reactor = MemoryReactors.create(seed);
    TcpPort port =
        reactor.listenTcp(0, Factory.of(() -> new Noting(reactor)), ListenOptions.LOOPBACK);
    for (int i = 0; i < 20; i++) {
      byte[] number = {(byte) i};
      reactor.connectTcp(
          port.getHost(),
          ClientFactory.of(() ->
              new Protocol() {
                @Override
                public void connectionMade() {
                  Duration pause = Duration.ofMillis(reactor.random().nextInt(5));
                  reactor.callLater(pause, () -> transport().write(number));
                }
              }));
    }
    reactor.callLater(Duration.ofSeconds(1), reactor::stop);
    reactor.run();
    return List.copyOf(events);
  }

  @Test
  void aRunIsRepeatedByItsSeed() {
    List<String> first = trace(1);
    assertThat(first).hasSize(20);
    assertThat(trace(1)).isEqualTo(first);
    assertThat(trace(2)).isNotEqualTo(first);
  }

  /** Greets, and hangs up after ten seconds. */
  private static final class Greeter extends Protocol {
    private final Reactor reactor;

    Greeter(Reactor reactor) {
      this.reactor = reactor;
    }

    @Override
    public void connectionMade() {
      transport().write(new byte[] {'h', 'i'});
      reactor.callLater(Duration.ofSeconds(10), transport()::loseConnection);
    }
  }

  private final class Visitor extends Protocol {
    @Override
    public void dataReceived(ByteBuffer data) {
      events.add("greeted");
    }

    @Override
    public void connectionLost(Failure reason) {
      events.add("lost");
    }
  }

  @Test
  @Timeout(10)
  @Tag("P11.4")
  void aServerThatRunsOutOfSocketsServesTheRestWhenTheyComeBack() {
    // One for the port, twenty for the clients, and so four for the server's ends.
    Reactor reactor = MemoryReactors.create(MemoryOptions.DEFAULT.withMaxSockets(25));
    TcpPort port =
        reactor.listenTcp(0, Factory.of(() -> new Greeter(reactor)), ListenOptions.LOOPBACK);
    for (int i = 0; i < 20; i++) {
      reactor.connectTcp(port.getHost(), ClientFactory.of(Visitor::new));
    }
    List<String> early = new ArrayList<>();
    reactor.callLater(Duration.ofSeconds(9), () -> early.addAll(events));
    reactor.callLater(Duration.ofMinutes(1), reactor::stop);
    reactor.run();
    assertThat(early).hasSize(4).containsOnly("greeted");
    assertThat(events).hasSize(40);
    assertThat(events.stream().filter("greeted"::equals)).hasSize(20);
  }

  @Test
  @Timeout(10)
  void theAddressesOfANameAreTriedInTurn() {
    MemoryDriver driver = new MemoryDriver(MemoryOptions.DEFAULT);
    driver.addHost(
        "server",
        InetAddress.ofLiteral("198.51.100.1"), // no route leads here
        InetAddress.ofLiteral("10.0.0.1"), // nobody listens here
        InetAddress.ofLiteral("10.0.0.2"));
    Reactor reactor = new KernelReactor(driver);
    TcpPort port =
        reactor.listenTcp(0, Factory.of(() -> new Greeter(reactor)), ListenOptions.on("10.0.0.2"));
    reactor.connectTcp("server", port.getHost().port(), ClientFactory.of(Visitor::new));
    reactor.callLater(Duration.ofMinutes(1), reactor::stop);
    reactor.run();
    assertThat(events).containsExactly("greeted", "lost");
  }

  @Test
  @Timeout(10)
  @Tag("P11.3")
  void aFactoryKeepsNoProtocolOfAConnectionThatIsOver() {
    Reactor reactor = MemoryReactors.create();
    List<WeakReference<Protocol>> made = new ArrayList<>();
    Factory factory =
        new ServerFactory() {
          @Override
          public Protocol buildProtocol(Address peer) {
            Protocol protocol = new Greeter(reactor);
            made.add(new WeakReference<>(protocol));
            return protocol;
          }
        };
    TcpPort port = reactor.listenTcp(0, factory, ListenOptions.LOOPBACK);
    for (int i = 0; i < 10; i++) {
      reactor.connectTcp(port.getHost(), ClientFactory.of(Visitor::new));
    }
    reactor.callLater(
        Duration.ofMinutes(1),
        () -> {
          while (made.stream().anyMatch(reference -> reference.get() != null)) {
            System.gc();
          }
          reactor.stop();
        });
    reactor.run();
    assertThat(made).hasSize(10);
  }
}
