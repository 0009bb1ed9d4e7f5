package twine.testing.simulation;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All hosts of a simulation, what lies between them, and the order in which they take turns. */
final class World {
  /** Later than everything. */
  static final long NEVER = Long.MAX_VALUE;

  /** More turns at one moment than any program needs that gets somewhere. */
  private static final int STANDSTILL = 100_000;

  private record Route(Host from, Host to) {}

  private final SplittableRandom seeds;
  private final RandomGenerator chance;
  private final Agenda agenda;
  private final Trace trace;
  private final Faults faults = new Faults(this);
  private final Names names = new Names(this);
  private final Map<InetAddress, Host> hosts = new LinkedHashMap<>();
  private final Map<Route, Path> paths = new HashMap<>();
  private final Semaphore wakeups = new Semaphore(0);

  private Watch watch = new Patience();
  private Link link = Link.DEFAULT;
  private @Nullable Host stepping;
  private int stepsNow; // since the clock last moved

  World(long seed) {
    seeds = new SplittableRandom(seed);
    chance = seeds.split();
    agenda = new Agenda(seeds.split());
    trace = new Trace(agenda);
  }

  Agenda agenda() {
    return agenda;
  }

  RandomGenerator chance() {
    return chance;
  }

  Trace trace() {
    return trace;
  }

  Faults faults() {
    return faults;
  }

  Names names() {
    return names;
  }

  // ---- hosts and what lies between them

  /** Adds a host whose reactor runs whenever the world goes on. */
  Host add(String name) {
    Host host = addIdle(name);
    host.boot();
    return host;
  }

  /** Adds a host whose reactor does not run yet. */
  Host addIdle(String name) {
    int number = hosts.size() + 1;
    InetAddress address = address(number);
    Host host = new Host(this, name, address, seeds.split());
    hosts.put(address, host);
    names.add(name, address);
    return host;
  }

  private static InetAddress address(int number) {
    try {
      return InetAddress.getByAddress(
          new byte[] {10, (byte) (number >>> 16), (byte) (number >>> 8), (byte) number});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  List<Host> hosts() {
    return List.copyOf(hosts.values());
  }

  @Nullable Host hostAt(InetAddress address) {
    return hosts.get(address);
  }

  Path path(Host from, Host to) {
    return paths.computeIfAbsent(
        new Route(from, to), route -> new Path(this, from, to, from == to ? Link.LOOPBACK : link));
  }

  /** The link between hosts for which none is set. */
  void link(Link link) {
    this.link = link;
    paths.values().stream().filter(path -> !path.isLoopback()).forEach(path -> path.link(link));
  }

  // ---- turns

  /**
   * One of the reactors waits. If it is its turn in a step, there is time for the others after it.
   * If the test has it {@linkplain twine.reactor.ReactorCore#run run}, the rest of the world goes
   * on until it has something to do.
   */
  void await(Host host, long timeoutNanos) {
    if (stepping == host) {
      return;
    }
    if (timeoutNanos == 0) {
      step(agenda.now());
      return;
    }
    long until = timeoutNanos < 0 ? NEVER : agenda.now() + timeoutNanos;
    while (!host.hasWork() && goOn(until)) {
      // until there is something for it
    }
  }

  private boolean goOn(long until) {
    watch.goingOn();
    boolean goesOn = step(until);
    if (!goesOn && until == NEVER) {
      watch.standingStill();
      return true;
    }
    return goesOn;
  }

  /** Who looks on while the test has a reactor run. */
  interface Watch {
    /** Something may happen next. */
    void goingOn();

    /** Only another thread can make anything happen now. */
    void standingStill();
  }

  private final class Patience implements Watch {
    @Override
    public void goingOn() {}

    @Override
    public void standingStill() {
      wakeups.acquireUninterruptibly();
    }
  }

  /** Has somebody else look on than whoever waits for other threads. */
  void watch(Watch watch) {
    this.watch = watch;
  }

  void unwatch() {
    watch = new Patience();
  }

  /**
   * Does what is due at this moment or, if nothing is, goes on to the next moment at which
   * something is.
   *
   * @return false if nothing happens before or at {@code until}; it is then {@code until}, unless
   *     that is never
   * @throws IllegalStateException if time does not go on, because somebody is always busy
   */
  boolean step(long until) {
    checkProgress();
    boolean networkFirst = chance.nextBoolean();
    boolean done = networkFirst && doAgenda();
    done |= doTurns();
    if (!networkFirst) {
      done |= doAgenda();
    }
    return done || moveOn(until);
  }

  private void checkProgress() {
    if (++stepsNow > STANDSTILL) {
      stepsNow = 0;
      throw new IllegalStateException(
          "time stands still at %s: somebody has always something to do at once; busy: %s; last:%s"
              .formatted(
                  Moments.show(agenda.now()),
                  hosts.values().stream().filter(Host::isDue).toList(),
                  trace.tail()));
    }
  }

  private boolean doAgenda() {
    Runnable work = agenda.poll();
    boolean found = work != null;
    for (; work != null; work = agenda.poll()) {
      work.run();
    }
    return found;
  }

  private boolean doTurns() {
    List<Host> due = new ArrayList<>();
    for (Host host : hosts.values()) {
      if (host.isDue()) {
        due.add(host);
      }
    }
    Collections.shuffle(due, chance);
    for (Host host : due) {
      turn(host);
    }
    return !due.isEmpty();
  }

  private void turn(Host host) {
    if (!host.isDue()) {
      return; // it crashed meanwhile
    }
    if (stepping != null) {
      throw new IllegalStateException(
          "the simulation is running already; it is the turn of " + stepping.name());
    }
    stepping = host;
    try {
      host.turn();
    } finally {
      stepping = null;
    }
  }

  private boolean moveOn(long until) {
    long next = agenda.next();
    for (Host host : hosts.values()) {
      next = Math.min(next, host.nextMoment());
    }
    boolean isSoonEnough = next <= until && next != NEVER;
    if (isSoonEnough || until != NEVER) {
      moveTo(isSoonEnough ? next : until);
    }
    return isSoonEnough;
  }

  private void moveTo(long moment) {
    if (moment > agenda.now()) {
      stepsNow = 0;
      agenda.moveTo(moment);
    }
  }

  /** Another thread has called a reactor. */
  void wakeup() {
    wakeups.release();
  }

  long momentAfter(Duration time) {
    return agenda.now() + time.toNanos();
  }
}
