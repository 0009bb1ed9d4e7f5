package twine.poetry.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import twine.defer.Deferred;
import twine.defer.Outcome;
import twine.defer.UnhandledFailures;
import twine.net.ServerFactory;
import twine.net.TcpAddress;
import twine.poetry.part11.SlowPoetryFactory;
import twine.reactor.Reactor;
import twine.task.Protocols;
import twine.testing.LoggedErrors;
import twine.testing.simulation.Host;
import twine.testing.simulation.Simulation;

/**
 * A proxy, its slow origin and twenty readers, each on a host of its own, and a minute in which
 * nearly everything goes wrong: one run, made of its seed alone.
 *
 * <p>Some readers lose patience. The others wait as long as it takes, so that one whom the proxy
 * forgets waits for ever.
 */
final class ProxyRun implements AutoCloseable {
  private static final int READERS = 20;
  private static final int PORT = 10_000;
  private static final int MINUTE = 60_000;

  private final SplittableRandom chance;
  private final Simulation sim;
  private final Host origin;
  private final Host proxy;
  private final List<Host> readers;
  private final byte[] poem;
  private final Limits limits;
  private final List<Outcome<byte[]>> outcomes = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final LoggedErrors errors = LoggedErrors.ofTwine();

  private int fetches;
  private int mostFetches;
  private int cancels;

  /** A run with a proxy of this kind. */
  ProxyRun(long seed, Function<PoemCache, ServerFactory> kind) {
    chance = new SplittableRandom(seed);
    sim = new Simulation(seed);
    origin = sim.host("origin");
    proxy = sim.host("proxy");
    readers = sim.hosts("reader", READERS).toList();
    boolean isLong = chance.nextInt(20) == 0;
    poem = new byte[isLong ? 200_000 : chance.nextInt(1, 2_000)];
    chance.nextBytes(poem);
    limits = new Limits(millis(1, 20_000), millis(1_000, 20_000), poem.length);
    origin.start(this::serve);
    proxy.start(reactor -> reactor.listenTcp(PORT, kind.apply(cache(reactor))));
    UnhandledFailures.hold(proxy.reactor());
    readers.forEach(this::comes);
    trouble();
  }

  private Duration millis(int from, int to) {
    return Duration.ofMillis(chance.nextInt(from, to));
  }

  // ---- the programs

  private void serve(Reactor reactor) {
    int portion = Math.max(1, poem.length / chance.nextInt(1, 20));
    Duration pace = millis(0, 500);
    reactor.listenTcp(PORT, new SlowPoetryFactory(reactor, ByteBuffer.wrap(poem), portion, pace));
  }

  private PoemCache cache(Reactor reactor) {
    var server = new TcpAddress(origin.name(), PORT);
    return new PoemCache(
        () -> {
          fetches++;
          mostFetches = Math.max(mostFetches, fetches);
          return Fetch.poem(reactor, server, limits).onBoth(() -> fetches--);
        },
        reactor,
        limits.expiry(),
        new Log());
  }

  private final class Log implements ProxyLog {
    @Override
    public void say(String line) {
      cancels += line.startsWith("Cancel") ? 1 : 0;
    }

    @Override
    public void complain(String line) {
      complaints.add(line);
    }
  }

  private void comes(Host reader) {
    Deferred<Outcome<byte[]>> settled = sim.expect(reader.name(), new Deferred<>());
    settled.onResult(outcomes::add);
    boolean losesPatience = chance.nextInt(4) == 0;
    Duration patience = millis(0, 5_000);
    Reactor reactor = reader.reactor();
    reactor.callLater(
        millis(0, MINUTE),
        () -> {
          Deferred<byte[]> read = read(reader).onBoth(settled::callback);
          if (losesPatience) {
            reactor.callLater(patience, read::cancel);
          }
          read.handle(_ -> {});
        });
  }

  private Deferred<byte[]> read(Host reader) {
    return Protocols.readAll(reader.reactor(), proxy.name(), PORT);
  }

  // ---- what goes wrong

  private void trouble() {
    sim.faults()
        .resets(chance.nextDouble(0.02))
        .refuses(chance.nextDouble(0.1))
        .losses(chance.nextDouble(0.05))
        .shortReadsAndWrites(chance.nextDouble(0.3))
        .after(Duration.ofMinutes(3), this::peace);
    for (int i = chance.nextInt(4); i > 0; i--) {
      partition(origin);
      partition(readers.get(chance.nextInt(READERS)));
    }
    for (int i = chance.nextInt(3), from = 0; i > 0; i--) {
      int crash = chance.nextInt(from, from + MINUTE / 2);
      from = crash + chance.nextInt(1, MINUTE / 2);
      sim.faults()
          .crash(origin, Duration.ofMillis(crash))
          .restart(origin, Duration.ofMillis(from++));
    }
  }

  private void partition(Host other) {
    Duration from = millis(0, MINUTE);
    sim.faults().partition(proxy, other, from, from.plus(millis(1, MINUTE)));
  }

  private void peace() {
    sim.faults().resets(0).refuses(0).losses(0);
  }

  // ---- what must be true of every run

  void check() throws Exception {
    sim.run();
    assertThat(outcomes).hasSize(READERS).allSatisfy(this::isWholeOrNone);
    assertThat(mostFetches).as("fetches at the same time").isEqualTo(1);
    assertThat(fetches).as("fetches that have not ended").isZero();
    assertThat(sim.await(read(sim.host("late")))).as("what the next one gets").isEqualTo(poem);
    sim.run();
    assertThat(UnhandledFailures.take(proxy.reactor())).as("failures nobody handled").isEmpty();
    assertThat(errors.entries()).isEmpty();
    assertThat(origin.open()).containsExactly("listening on 0.0.0.0:" + PORT);
    assertThat(proxy.open()).containsExactly("listening on 0.0.0.0:" + PORT);
    assertThat(readers).allSatisfy(reader -> assertThat(reader.open()).isEmpty());
  }

  /** Of a poem that could not be had a reader gets nothing, and the log says why. */
  private void isWholeOrNone(Outcome<byte[]> outcome) {
    if (outcome instanceof Outcome.Success<byte[]>(byte[] read)) {
      if (read.length == 0) {
        assertThat(complaints).as("reasons to hang up").isNotEmpty();
      } else {
        assertThat(read).hasSameSizeAs(poem).isEqualTo(poem);
      }
    }
  }

  /** How many readers have the poem. */
  long poems() {
    return outcomes.stream().filter(ProxyRun::isPoem).count();
  }

  private static boolean isPoem(Outcome<byte[]> outcome) {
    return outcome instanceof Outcome.Success<byte[]>(byte[] read) && read.length > 0;
  }

  /** How often the proxy said why there was no poem. */
  int complaints() {
    return complaints.size();
  }

  /** How often the proxy gave a download up because nobody waited for it any more. */
  int cancels() {
    return cancels;
  }

  /** Of everything that has happened. */
  String digest() {
    return sim.digest();
  }

  @Override
  public void close() {
    sim.close();
    errors.close();
  }
}
