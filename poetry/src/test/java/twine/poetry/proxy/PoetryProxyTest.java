package twine.poetry.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.poetry.part11.SlowPoetryFactory;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.task.Protocols;
import twine.testing.MemoryOptions;
import twine.testing.MemoryReactors;

/** The proxy on virtual time, with a network in memory. */
final class PoetryProxyTest {
  private static final TcpAddress ORIGIN = new TcpAddress("127.0.0.1", 10_000);
  private static final TcpAddress PROXY = new TcpAddress("127.0.0.1", 10_001);
  private static final String POEM = "Twenty bytes exactly";

  private final List<String> said = new ArrayList<>();
  private final List<String> read = new ArrayList<>();
  private Reactor reactor = MemoryReactors.create();
  private int fetches;
  private int open;

  /** Says what the proxy says, and in which second. */
  private final class Recorder implements ProxyLog {
    @Override
    public void say(String line) {
      said.add(reactor.nanoTime() / 1_000_000_000 + " " + line);
    }

    @Override
    public void complain(String line) {
      say(line);
    }
  }

  private void proxy(Limits limits) {
    var cache =
        new PoemCache(
            () -> {
              fetches++;
              assertThat(fetches).as("fetches at the same time").isEqualTo(1);
              return Fetch.poem(reactor, ORIGIN, limits).onBoth(() -> fetches--);
            },
            reactor,
            limits.expiry(),
            new Recorder());
    reactor.listenTcp(PROXY.port(), new PoetryProxy(cache), ListenOptions.LOOPBACK);
  }

  private void origin(Factory factory) {
    reactor.listenTcp(ORIGIN.port(), factory, ListenOptions.LOOPBACK);
  }

  /** Serves {@link #POEM} a byte at a time. */
  private void slowOrigin(int secondsForEach) {
    ByteBuffer poem = ByteBuffer.wrap(POEM.getBytes(UTF_8));
    origin(new SlowPoetryFactory(reactor, poem, 1, Duration.ofSeconds(secondsForEach)));
  }

  private Deferred<byte[]> ask() {
    return Protocols.readAll(reactor, PROXY.host(), PROXY.port());
  }

  private void read() {
    ask().onResult(bytes -> read.add(new String(bytes, UTF_8)));
  }

  private void readAfter(Duration time) {
    reactor.callLater(time, this::read);
  }

  private void runFor(Duration time) {
    reactor.callLater(time, reactor::stop);
    reactor.run();
  }

  @Test
  @Tag("P14.7")
  void aPoemIsFetchedAgainWhenItIsTwoHoursOld() {
    slowOrigin(0);
    proxy(Limits.USUAL);
    readAfter(Duration.ZERO);
    readAfter(Duration.ofHours(2).minusSeconds(1));
    readAfter(Duration.ofHours(2));
    readAfter(Duration.ofHours(4).minusSeconds(1));
    runFor(Duration.ofHours(4));
    assertThat(said)
        .containsExactly(
            "0 Fetching poem from server.",
            "7199 Using cached poem.",
            "7200 Fetching poem from server.",
            "14399 Using cached poem.");
    assertThat(read).containsExactly(POEM, POEM, POEM, POEM);
  }

  @Test
  void itsAgeCountsFromWhenItCame() {
    slowOrigin(50);
    proxy(Limits.USUAL);
    readAfter(Duration.ZERO);
    readAfter(Duration.ofSeconds(8_199));
    readAfter(Duration.ofSeconds(8_200));
    runFor(Duration.ofSeconds(9_201));
    assertThat(said)
        .containsExactly(
            "0 Fetching poem from server.",
            "8199 Using cached poem.",
            "8200 Fetching poem from server.");
  }

  @Test
  void aServerMayTakeItsTimeAsLongAsItSendsSomething() {
    slowOrigin(59);
    proxy(Limits.USUAL);
    readAfter(Duration.ZERO);
    runFor(Duration.ofHours(1));
    assertThat(read).containsExactly(POEM);
    assertThat(said).containsExactly("0 Fetching poem from server.");
  }

  @Test
  void aServerThatFallsSilentIsGivenUp() {
    slowOrigin(61);
    proxy(Limits.USUAL);
    readAfter(Duration.ZERO);
    readAfter(Duration.ofSeconds(59));
    readAfter(Duration.ofSeconds(100));
    runFor(Duration.ofHours(1));
    assertThat(read).containsExactly("", "", "");
    assertThat(said)
        .containsExactly(
            "0 Fetching poem from server.",
            "60 Poem failed: Nothing came from 127.0.0.1:10000 for 60 s",
            "100 Fetching poem from server.",
            "160 Poem failed: Nothing came from 127.0.0.1:10000 for 60 s");
  }

  @Test
  void anEmptyPoemIsAPoem() {
    origin(new SlowPoetryFactory(reactor, ByteBuffer.allocate(0), 1, Duration.ZERO));
    proxy(Limits.USUAL);
    readAfter(Duration.ZERO);
    readAfter(Duration.ofSeconds(1));
    runFor(Duration.ofSeconds(2));
    assertThat(read).containsExactly("", "");
    assertThat(said).containsExactly("0 Fetching poem from server.", "1 Using cached poem.");
  }

  // ---- whatever happens

  /** Sends the poem byte by byte, and dies in every third of its lives. */
  private final class MortalOrigin extends Protocol {
    private final Random random;
    private int sent;

    MortalOrigin(Random random) {
      this.random = random;
    }

    @Override
    public void connectionMade() {
      open++;
      sendOne();
    }

    private void sendOne() {
      if (sent == POEM.length()) {
        transport().loseConnection();
      } else if (random.nextInt(3 * POEM.length()) == 0) {
        transport().abortConnection();
      } else {
        transport().write(POEM.substring(sent, ++sent).getBytes(UTF_8));
        reactor.callLater(Duration.ofMillis(random.nextInt(200)), this::sendOne);
      }
    }

    @Override
    public void connectionLost(Failure reason) {
      open--;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whoeverComesAndGoesEachGetsTheWholePoemOrNoneAndNothingIsLeft(long seed) {
    var random = new Random(seed);
    reactor = MemoryReactors.create(MemoryOptions.DEFAULT.withSeed(seed).withRandomChunks(true));
    origin(Factory.of(() -> new MortalOrigin(random)));
    proxy(new Limits(Duration.ofSeconds(3), Duration.ofSeconds(1), 1_000));
    int gone = 0;
    for (int client = 0; client < 100; client++) {
      boolean goes = random.nextBoolean();
      Duration patience = Duration.ofMillis(random.nextInt(2_000));
      reactor.callLater(
          Duration.ofMillis(random.nextInt(30_000)),
          () -> {
            if (goes) {
              Deferred<byte[]> poem = ask();
              reactor.callLater(patience, poem::cancel);
              poem.handle(_ -> {});
            } else {
              read();
            }
          });
      gone += goes ? 1 : 0;
    }
    runFor(Duration.ofMinutes(2));
    assertThat(read).hasSize(100 - gone).isSubsetOf(POEM, "").contains(POEM);
    assertThat(fetches).isZero();
    assertThat(open).isZero();
  }
}
