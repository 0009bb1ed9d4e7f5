package twine.testing.simulation;

import java.time.Duration;
import java.util.List;

/**
 * What goes wrong in a simulation. Everything is in order until it is said here that something is
 * not. Probabilities are from 0 to 1, and connections of a host to itself are spared.
 *
 * <p>Moments are counted from now, in virtual time. All methods return this object.
 */
public final class Faults {
  private static final long LONGEST_WORK = 1_000_000; // work on other threads takes up to 1 ms

  private final World world;

  private double resets;
  private double refusals;
  private double losses;
  private double shortMoves;

  Faults(World world) {
    this.world = world;
  }

  // ---- faults by chance

  /** Each packet with bytes in it may, with this probability, have its connection reset instead. */
  public Faults resets(double probability) {
    resets = probability(probability);
    return this;
  }

  /** Each attempt to connect may be refused although somebody listens. */
  public Faults refuses(double probability) {
    refusals = probability(probability);
    return this;
  }

  /** Each packet may be lost; it is sent again later, as TCP does. */
  public Faults losses(double probability) {
    losses = probability(probability);
    return this;
  }

  /** Each read and each write may move only a part of what it could, at least one byte. */
  public Faults shortReadsAndWrites(double probability) {
    shortMoves = probability(probability);
    return this;
  }

  private static double probability(double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("not a probability: " + probability);
    }
    return probability;
  }

  // ---- faults of the network

  /** Nothing gets through between the two hosts, in either direction, until {@link #heal}. */
  public Faults partition(Host one, Host other) {
    cut(one, other);
    cut(other, one);
    return this;
  }

  /** Ends a {@link #partition}; what was sent meanwhile is sent again in time. */
  public Faults heal(Host one, Host other) {
    mend(one, other);
    mend(other, one);
    return this;
  }

  /** A {@link #partition} that begins after a while and ends after another one. */
  public Faults partition(Host one, Host other, Duration from, Duration to) {
    after(from, () -> partition(one, other));
    after(to, () -> heal(one, other));
    return this;
  }

  /** Nothing gets from one host to the other; the other direction is not touched. */
  public Faults cut(Host from, Host to) {
    world.trace().add(() -> "cut: " + from.name() + " -> " + to.name(), 'K');
    world.path(from, to).cut();
    return this;
  }

  /** Ends a {@link #cut}. */
  public Faults mend(Host from, Host to) {
    world.trace().add(() -> "mended: " + from.name() + " -> " + to.name(), 'M');
    world.path(from, to).mend();
    return this;
  }

  /** Nothing gets to the host or from it: nobody is answered and nobody is refused. */
  public Faults isolate(Host host) {
    others(host).forEach(other -> partition(host, other));
    return this;
  }

  /** Ends an {@link #isolate}. */
  public Faults rejoin(Host host) {
    others(host).forEach(other -> heal(host, other));
    return this;
  }

  private List<Host> others(Host host) {
    return world.hosts().stream().filter(other -> other != host).toList();
  }

  // ---- faults of hosts

  /** {@linkplain Host#crash Crashes} the host after a while. */
  public Faults crash(Host host, Duration after) {
    after(after, host::crash);
    return this;
  }

  /** {@linkplain Host#restart Starts} the host again after a while. */
  public Faults restart(Host host, Duration after) {
    after(after, host::restart);
    return this;
  }

  /** Nobody can look up the name any more, or, with false, everybody can again. */
  public Faults nameIsUnknown(String name, boolean unknown) {
    world.names().fail(name, unknown);
    return this;
  }

  /** Looking up the name takes so much longer. */
  public Faults nameIsSlow(String name, Duration delay) {
    world.names().delay(name, delay);
    return this;
  }

  /** Does something else after a while. */
  public Faults after(Duration delay, Runnable fault) {
    world.agenda().after(delay.toNanos(), fault);
    return this;
  }

  // ---- for the network

  boolean resets(Path path) {
    return strikes(resets, path);
  }

  boolean refuses(Path path) {
    return strikes(refusals, path);
  }

  boolean loses(Path path) {
    return strikes(losses, path);
  }

  private boolean strikes(double probability, Path path) {
    return probability > 0 && !path.isLoopback() && world.chance().nextDouble() < probability;
  }

  /** How many bytes a call moves that could move {@code possible}. */
  int portion(int possible) {
    boolean isShort = shortMoves > 0 && possible > 1 && world.chance().nextDouble() < shortMoves;
    return isShort ? world.chance().nextInt(1, possible) : possible;
  }

  /** How long work on another thread takes. */
  long workDelay() {
    return world.chance().nextLong(LONGEST_WORK);
  }
}
