package twine.testing.simulation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Waits;
import twine.reactor.Reactor;

/**
 * A whole system of clients and servers in virtual time.
 *
 * <p>All chance comes from the seed: the order of what happens at the same moment, jitter, faults,
 * and what the programs draw from their reactors. So the same seed gives the same run, in this JVM
 * or in another one, which {@link #digest} shows. What one reactor has to do stays in order, and so
 * do the bytes of one connection.
 *
 * <p>Nothing happens until {@link #run}, {@link #runFor} or {@link #await} is called, or a program
 * that is {@linkplain #call called} runs the reactor. Time then jumps from one event to the next.
 *
 * <p>Of work off the reactor, {@code deferToThread} is done on the thread of the test at a moment
 * of its own, so it must not wait for anything that only the simulation can bring about; {@code
 * blockingCallFromThread} refuses.
 */
public final class Simulation implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofDays(1);
  private static final String OWN_HOST = "test";

  private final long seed;
  private final World world;
  private final Map<String, Host> byName = new LinkedHashMap<>();
  private final Map<String, Deferred<?>> expected = new LinkedHashMap<>();

  private final Waits waits = Waits.watch();

  private Duration limit = LIMIT;

  /** An empty world. */
  public Simulation(long seed) {
    this.seed = seed;
    this.world = new World(seed);
  }

  /** What all chance comes from. */
  public long seed() {
    return seed;
  }

  // ---- what there is

  /** The host of this name, which is made if there is none yet. */
  public Host host(String name) {
    return byName.computeIfAbsent(name, world::add);
  }

  /** The hosts {@code name-1} to {@code name-count}. */
  public Stream<Host> hosts(String name, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> host(name + "-" + i)).toList().stream();
  }

  /**
   * A reactor for the test itself, on a host named {@code test}. It does not run yet: its {@code
   * run} has the whole simulation go on until it is stopped.
   */
  public Reactor reactor() {
    return ownHost().reactor();
  }

  private Host ownHost() {
    return byName.computeIfAbsent(OWN_HOST, world::addIdle);
  }

  /**
   * Runs a whole program, one that runs the reactor itself and returns when that has stopped, as
   * {@code main} methods do. It is on the test's own host, so that {@link
   * twine.reactor.Reactors#installed} is {@link #reactor}; while it runs the reactor the whole
   * simulation goes on. Each program that follows one which has stopped the reactor gets a new one.
   *
   * @return what the program gives
   * @throws StuckException if nothing can ever happen any more, and the program runs its reactor
   * @throws IllegalStateException if it still does so when the {@linkplain #limit limit} is reached
   * @throws Exception what the program throws
   */
  public <T extends @Nullable Object> T call(Callable<T> program) throws Exception {
    Host own = ownHost();
    if (!own.isUp()) {
      own.restart();
    }
    world.watch(new Called(world.momentAfter(limit)));
    try {
      return own.call(program);
    } finally {
      world.unwatch();
    }
  }

  private final class Called implements World.Watch {
    private final long end;

    Called(long end) {
      this.end = end;
    }

    @Override
    public void goingOn() {
      checkTime(end);
    }

    @Override
    public void standingStill() {
      throw stuck(List.of("the program that was called"));
    }
  }

  /** Puts the same link between all hosts. */
  public Simulation link(Link link) {
    world.link(link);
    return this;
  }

  /** Puts a link between two hosts. */
  public Simulation link(Host one, Host other, Link link) {
    world.path(one, other).link(link);
    world.path(other, one).link(link);
    return this;
  }

  /** What goes wrong. */
  public Faults faults() {
    return world.faults();
  }

  // ---- time

  /** How long the simulation has run, in virtual time. */
  public Duration now() {
    return Duration.ofNanos(world.agenda().now());
  }

  /**
   * Runs until nothing can ever happen again.
   *
   * @throws StuckException if one of those that were {@linkplain #expect expected} has not fired
   * @throws IllegalStateException if the end is not reached within the {@linkplain #limit limit}
   */
  public void run() {
    runUntil(() -> false);
    List<String> missing =
        expected.entrySet().stream()
            .filter(entry -> !entry.getValue().hasFired())
            .map(entry -> entry.getKey() + ": " + describe(entry.getValue()))
            .toList();
    if (!missing.isEmpty()) {
      throw stuck(missing);
    }
  }

  /** Runs for a while. What is due at its end is done. */
  public void runFor(Duration time) {
    long end = world.momentAfter(time);
    while (world.step(end)) {
      // goes on
    }
  }

  /**
   * Runs until the Deferred has fired, and gives its result. Its failure, if it is one, is handled
   * by that.
   *
   * @throws StuckException if nothing can ever happen any more, and it has not fired
   * @throws Exception the exception of the failure
   */
  public <T extends @Nullable Object> T await(Deferred<T> wanted) throws Exception {
    runUntil(wanted::hasFired);
    if (!wanted.hasFired()) {
      throw stuck(List.of(describe(wanted)));
    }
    return Results.of(wanted);
  }

  private void runUntil(BooleanSupplier done) {
    long end = world.momentAfter(limit);
    while (!done.getAsBoolean()) {
      checkTime(end);
      if (!world.step(World.NEVER)) {
        return;
      }
    }
  }

  private void checkTime(long end) {
    if (world.agenda().now() >= end) {
      throw new IllegalStateException(
          "the simulation with seed %d is still busy after %s of virtual time; last:%s"
              .formatted(seed, limit, world.trace().tail()));
    }
  }

  /**
   * How much virtual time {@link #run}, {@link #await} and {@link #call} may take: a day, unless
   * set.
   */
  public Simulation limit(Duration limit) {
    this.limit = limit;
    return this;
  }

  /**
   * Says that {@code wanted} must have fired, with whatever result, when a {@link #run} is over.
   *
   * @param name what it is called if it has not
   */
  public <T extends @Nullable Object> Deferred<T> expect(String name, Deferred<T> wanted) {
    expected.put(name, wanted);
    return wanted;
  }

  private static String describe(Deferred<?> wanted) {
    return wanted + " " + Waits.origin(wanted);
  }

  private StuckException stuck(List<String> waiting) {
    StringBuilder message =
        new StringBuilder(
            "nothing can ever happen again at %s in the simulation with seed %d, and these wait:"
                .formatted(Moments.show(world.agenda().now()), seed));
    waiting.forEach(line -> message.append("\n  ").append(line));
    message.append("\nwho waits for what:");
    waits.on(null).forEach(line -> message.append("\n  off the hosts: ").append(line));
    for (Host host : world.hosts().stream().filter(Host::isPowered).toList()) {
      waits.on(host.reactor()).forEach(line -> add(message, host, line));
    }
    message.append("\nopen sockets:");
    for (Host host : world.hosts()) {
      host.open().forEach(line -> add(message, host, line));
    }
    message.append("\nlast:").append(world.trace().tail());
    return new StuckException(message.toString());
  }

  private static void add(StringBuilder message, Host host, String line) {
    message.append("\n  ").append(host).append(": ").append(line);
  }

  // ---- what has happened

  /** A digest of all that has happened: equal for equal runs, and for others very likely not. */
  public String digest() {
    return String.format("%016x", world.trace().digest());
  }

  /** Tells {@code listener} of every event from now on, a line each. */
  public Simulation trace(Consumer<String> listener) {
    world.trace().listener(listener::accept);
    return this;
  }

  /**
   * Stops all reactors, with whatever they have to do for it, and lets failures that nobody handled
   * be told.
   */
  @Override
  public void close() {
    for (Host host : world.hosts()) {
      host.shutDown();
    }
    long end = world.momentAfter(limit);
    while (world.hosts().stream().anyMatch(Host::isUp) && world.step(end)) {
      // until all have stopped
    }
    waits.close();
  }
}
