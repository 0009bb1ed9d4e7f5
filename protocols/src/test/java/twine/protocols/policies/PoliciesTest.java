package twine.protocols.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twine.defer.Failure;
import twine.net.ClientFactory;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.PushProducer;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.testing.MemoryOptions;
import twine.testing.MemoryReactors;

/** Rules around rules around a server, on whole reactors: in memory, and over real sockets. */
@Timeout(60)
final class PoliciesTest {
  private final CapturedLog log = new CapturedLog();
  private final List<String> traffic = new ArrayList<>();
  private final List<Client> clients = new ArrayList<>();

  static Stream<Reactor> reactors() {
    return Stream.of(
        MemoryReactors.create(1),
        MemoryReactors.create(
            MemoryOptions.DEFAULT.withBufferSize(1_000).withRandomChunks(true).withSeed(2)),
        Reactors.create("nio"));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static final class Echo extends Protocol {
    @Override
    public void dataReceived(ByteBuffer data) {
      transport().write(data);
    }
  }

  /** Says its words, and reads until the connection is lost. */
  private final class Client extends Protocol {
    private final Reactor reactor;
    private final String words;
    private final Runnable lost;
    private int received;
    private long over;

    Client(Reactor reactor, String words, Runnable lost) {
      this.reactor = reactor;
      this.words = words;
      this.lost = lost;
      clients.add(this);
    }

    @Override
    public void connectionMade() {
      transport().write(words.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      received += data.remaining();
    }

    @Override
    public void connectionLost(Failure reason) {
      over = reactor.nanoTime();
      lost.run();
    }
  }

  @ParameterizedTest
  @MethodSource("reactors")
  void limitsAroundATimeOutAroundALogWorkTogetherAndLeaveNothingBehind(Reactor reactor) {
    Factory logged = new TrafficLoggingFactory(reactor, traffic::add, Factory.of(Echo::new));
    Factory timed = new TimeoutFactory(reactor, Duration.ofMillis(200), logged);
    Factory limited = new LimitTotalConnectionsFactory(3, timed);
    TcpPort port = reactor.listenTcp(0, limited, ListenOptions.LOOPBACK);
    long start = reactor.nanoTime();
    int[] left = {5};
    Runnable lost =
        () -> {
          if (--left[0] == 0) {
            port.stopListening();
            // Once nothing is left a reactor has nothing to wait for but this.
            reactor.callLater(Duration.ofMillis(1), reactor::stop);
          }
        };
    for (int i = 0; i < 5; i++) {
      reactor.connectTcp(port.getHost(), ClientFactory.of(() -> new Client(reactor, "hi", lost)));
    }
    reactor.run();
    List<Client> served = clients.stream().filter(client -> client.received == 2).toList();
    assertThat(served).hasSize(3);
    assertThat(served).allMatch(client -> client.over - start >= Duration.ofMillis(200).toNanos());
    assertThat(log.lines().stream().filter(line -> line.contains(" refuses "))).hasSize(2);
    assertThat(log.lines().stream().filter(line -> line.contains(" was idle "))).hasSize(3);
    for (int number = 1; number <= 3; number++) {
      String mark = " #" + number + " ";
      List<String> lines = traffic.stream().filter(line -> line.contains(mark)).toList();
      assertThat(lines.getFirst()).contains("connected to 127.0.0.1:");
      assertThat(words(lines, "received")).isEqualTo("hi");
      assertThat(words(lines, "sent")).isEqualTo("hi");
      assertThat(lines.getLast()).contains("lost: ");
    }
    assertThat(traffic).allMatch(line -> line.matches(".* #[123] .*"));
  }

  /** What was logged as received or sent, however it was cut. */
  private static String words(List<String> lines, String verb) {
    return lines.stream()
        .filter(line -> line.contains(" " + verb + " "))
        .map(line -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
        .collect(Collectors.joining());
  }

  /** Writes as long as it may, until it has written it all; then ends the connection. */
  private static final class Source extends Protocol implements PushProducer {
    private static final int PORTION = 1_000;

    private int left;
    private boolean paused;

    Source(int total) {
      left = total;
    }

    @Override
    public void connectionMade() {
      transport().registerProducer(this);
      produce();
    }

    private void produce() {
      while (!paused && left > 0) {
        left -= PORTION;
        transport().write(new byte[PORTION]);
      }
      if (left == 0) {
        transport().unregisterProducer();
        transport().loseConnection();
      }
    }

    @Override
    public void pauseProducing() {
      paused = true;
    }

    @Override
    public void resumeProducing() {
      paused = false;
      produce();
    }

    @Override
    public void stopProducing() {
      paused = true;
    }
  }

  @ParameterizedTest
  @MethodSource("reactors")
  void aThrottledServerSendsAllItHasInTheTimeItIsAllowed(Reactor reactor) {
    int rate = 2_000_000;
    ThrottlingFactory throttled =
        new ThrottlingFactory(reactor, Factory.of(() -> new Source(rate / 2 + rate / 4)));
    throttled.setWriteLimit(rate);
    TcpPort port = reactor.listenTcp(0, throttled, ListenOptions.LOOPBACK);
    long start = reactor.nanoTime();
    int[] left = {2};
    Runnable lost =
        () -> {
          if (--left[0] == 0) {
            reactor.stop();
          }
        };
    for (int i = 0; i < 2; i++) {
      reactor.connectTcp(port.getHost(), ClientFactory.of(() -> new Client(reactor, "", lost)));
    }
    reactor.run();
    assertThat(clients).allMatch(client -> client.received == rate / 2 + rate / 4);
    long took = clients.stream().mapToLong(client -> client.over - start).max().orElseThrow();
    assertThat(Duration.ofNanos(took)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
  }

  @ParameterizedTest
  @MethodSource("reactors")
  void aClientMayBeTimedAndThrottledToo(Reactor reactor) {
    TcpPort port =
        reactor.listenTcp(0, Factory.of(() -> new Source(300_000)), ListenOptions.LOOPBACK);
    ThrottlingFactory throttled =
        new ThrottlingFactory(
            reactor, ClientFactory.of(() -> new Client(reactor, "", reactor::stop)));
    throttled.setReadLimit(200_000);
    long start = reactor.nanoTime();
    reactor.connectTcp(
        port.getHost(), new TimeoutFactory(reactor, Duration.ofSeconds(10), throttled));
    reactor.run();
    Client client = clients.getFirst();
    assertThat(client.received).isEqualTo(300_000);
    // What the last read was more than allowed is paid for by nobody any more.
    assertThat(Duration.ofNanos(client.over - start)).isGreaterThan(Duration.ofMillis(100));
  }
}
