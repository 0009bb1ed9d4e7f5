package twine.testing.contract;

import java.io.Closeable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import twine.net.Connector;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.testing.LoggedErrors;

/**
 * What the checks of every theme share. Each check has an object of its own: one reactor, the peers
 * that meet on it, and what was logged. Whatever a check is about, every connection in it is also
 * expected to end exactly once, and nothing unexpected to be logged.
 */
abstract class Theme {
  /** A short while, in real or in virtual time. */
  static final Duration SOON = Duration.ofMillis(20);

  final ReactorFixture fixture;
  final Reactor reactor;
  final LoggedErrors log;

  private final List<Peer> peers = new ArrayList<>();
  private final List<Closeable> opened = new ArrayList<>();
  private BooleanSupplier done = () -> false;
  private boolean stopped;

  Theme(ReactorFixture fixture) {
    this.fixture = fixture;
    this.reactor = fixture.reactors().get();
    this.log = LoggedErrors.ofTwine(this::stopIfFailed);
  }

  /** A failed assertion in a callback is logged by the reactor; there is no point in going on. */
  private void stopIfFailed(LoggedErrors.Entry logged) {
    whenLogged();
    if (logged.thrown() instanceof AssertionError) {
      reactor.callFromThread(this::stop);
    }
  }

  /** Something was logged, there and then. For checks that look at the moment. */
  void whenLogged() {}

  // ---- the list of checks

  /** One check for each {@link Promise} that a reactor of this kind can be asked to keep. */
  static List<Check> checks(
      Class<? extends Theme> theme,
      Function<ReactorFixture, ? extends Theme> make,
      ReactorFixture fixture) {
    return Arrays.stream(theme.getDeclaredMethods())
        .filter(method -> isCheckable(method, fixture.abilities()))
        .sorted(Comparator.comparing(Method::getName))
        .map(method -> new Check(method.getName(), () -> check(make.apply(fixture), method)))
        .toList();
  }

  private static boolean isCheckable(Method method, Set<Ability> abilities) {
    Promise promise = method.getAnnotation(Promise.class);
    return promise != null && abilities.containsAll(List.of(promise.needs()));
  }

  private static void check(Theme theme, Method method) throws Exception {
    try (theme.log) {
      method.invoke(theme);
      theme.peers.forEach(Peer::expectWhole);
      theme.log.expectNoMore();
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Error error -> throw error;
        case Exception exception -> throw exception;
        case null, default -> throw e;
      }
    } finally {
      for (Closeable each : theme.opened) {
        each.close();
      }
    }
  }

  /** Has a thing that the check has opened closed when the check is over. */
  final <C extends Closeable> C opened(C thing) {
    opened.add(thing);
    return thing;
  }

  // ---- running

  /** Runs the reactor until {@code condition} holds, as far as {@link #look} can see. */
  final void runUntil(BooleanSupplier condition) {
    done = condition;
    reactor.callWhenRunning(this::look);
    reactor.run();
    Expect.that(condition.getAsBoolean(), "the reactor stopped too early");
  }

  /** Runs the reactor until all of these are over. */
  final void runUntilOver(Peer... all) {
    runUntil(() -> Arrays.stream(all).allMatch(Peer::over));
  }

  /**
   * Runs the reactor for a while, and a few turns at least: however long the machine has other
   * things to do meanwhile, what needs some turns gets them.
   */
  final void runFor(Duration time) {
    stopAfter(time, 5);
    reactor.run();
  }

  private void stopAfter(Duration time, int steps) {
    reactor.callLater(
        time.dividedBy(steps),
        () -> {
          if (steps == 1) {
            stop();
          } else {
            stopAfter(time.minus(time.dividedBy(steps)), steps - 1);
          }
        });
  }

  /** Something has happened: stops the reactor if it was what {@link #runUntil} waits for. */
  final void look() {
    if (done.getAsBoolean()) {
      stop();
    }
  }

  /** Stops the reactor, unless that was done. */
  final void stop() {
    if (!stopped && reactor.running()) {
      stopped = true;
      reactor.stop();
    }
  }

  // ---- peers

  /** A new end of a connection. */
  final Peer peer() {
    return new Peer(this);
  }

  /** A new end of a connection that outlives either half. */
  final HalfClosingPeer halfClosingPeer() {
    return new HalfClosingPeer(this);
  }

  final void add(Peer peer) {
    peers.add(peer);
  }

  /** A factory for one connection after the other. */
  final PeerFactory factory(Peer... peers) {
    return new PeerFactory(this, peers);
  }

  /** Listens on a port of the system's choice, on this machine only. */
  final TcpPort listen(PeerFactory factory) {
    return reactor.listenTcp(0, factory, ListenOptions.LOOPBACK);
  }

  /** Connects {@code client} to {@code server}, and closes the port when that is done. */
  final Connector join(Peer client, Peer server) {
    TcpPort port = listen(factory(server));
    Connector connector = reactor.connectTcp(port.getHost(), factory(client));
    server.afterMade(() -> port.stopListening());
    return connector;
  }

  /** Connects the two, and then has {@code work} done as an event of its own. */
  final Connector join(Peer client, Peer server, Runnable work) {
    Connector connector = join(client, server);
    Runnable count =
        () -> {
          if (client.made() && server.made()) {
            reactor.execute(work);
          }
        };
    client.afterMade(count);
    server.afterMade(count);
    return connector;
  }

  /** An address on this machine where nobody listens. */
  final TcpAddress deadAddress() {
    TcpPort port = listen(factory());
    port.stopListening();
    return port.getHost();
  }

  // ---- bytes

  /** So many bytes, or fewer where the fixture has it that bytes take long. */
  final int upTo(int count) {
    return Math.min(count, fixture.bulk() / 4);
  }

  /** Bytes without a pattern, the same for the same number. */
  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new SplittableRandom(count).nextBytes(bytes);
    return bytes;
  }
}
