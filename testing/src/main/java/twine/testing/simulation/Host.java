package twine.testing.simulation;

import java.net.InetAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import twine.loop.CurrentLoop;
import twine.loop.Loop;
import twine.reactor.Reactor;
import twine.reactor.spi.KernelReactor;

/**
 * A host of a simulation: a name, an address, and a reactor, which runs whenever the simulation
 * does. To all programs on it {@link twine.reactor.Reactors#installed} is that reactor.
 *
 * <p>Its reactor runs from the moment at which the host is made. When a program has stopped it, its
 * connections are closed and others are refused; after a {@link #crash} nobody is answered at all.
 * {@link #restart} ends both.
 */
public final class Host {
  private final World world;
  private final String name;
  private final InetAddress address;
  private final SplittableRandom random;

  private @Nullable Program program;
  private SimulatedDriver driver;
  private KernelReactor reactor;
  private boolean powered = true;
  private boolean up = true;
  private boolean booted;

  Host(World world, String name, InetAddress address, SplittableRandom random) {
    this.world = world;
    this.name = name;
    this.address = address;
    this.random = random;
    this.driver = newDriver();
    this.reactor = new KernelReactor(driver);
  }

  /** What runs on a host. */
  @FunctionalInterface
  public interface Program {
    /** Sets up what the host has to do; called on its reactor, and must not wait. */
    void run(Reactor reactor) throws Exception;
  }

  private SimulatedDriver newDriver() {
    RandomGenerator own = random.split();
    return new SimulatedDriver(world, this, own);
  }

  /** The name by which others find it. */
  public String name() {
    return name;
  }

  /** Its address. */
  public InetAddress address() {
    return address;
  }

  /** Its reactor; another one after each {@link #restart}. */
  public Reactor reactor() {
    return reactor;
  }

  /**
   * Runs a program on this host, now and after every {@link #restart}.
   *
   * @return this host
   * @throws IllegalStateException if the host is not up
   * @throws RuntimeException what the program throws; a checked exception is its cause
   */
  public Host start(Program program) {
    if (!up) {
      throw new IllegalStateException("the host " + name + " is not up");
    }
    this.program = program;
    run(program);
    return this;
  }

  private void run(Program starting) {
    try {
      call(() -> {
        starting.run(reactor);
        return true;
      });
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the program of the host " + name + " did not start", e);
    }
  }

  /** Calls something as if its reactor did. */
  <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
    Loop before = CurrentLoop.enter(reactor);
    try {
      return work.call();
    } finally {
      CurrentLoop.enter(before);
    }
  }

  /**
   * What its programs have open, a line each: {@code listening on 0.0.0.0:10000} or {@code
   * 10.0.0.2:49152 -> 10.0.0.1:10000}; to look at when all should be over.
   */
  public List<String> open() {
    return driver.open().stream().map(Object::toString).toList();
  }

  /** Whether it is there, with a reactor that runs. */
  public boolean isUp() {
    return up;
  }

  /**
   * The power fails: all programs are gone in the middle of what they did, and nobody is told.
   * Those who had a connection find out when they send something, or never. Does nothing if it has
   * crashed already.
   */
  public void crash() {
    if (powered) {
      world.trace().add(() -> name + ": crashed", 'Z');
      up = false;
      powered = false;
      driver.vanish();
    }
  }

  /**
   * The host comes up again, after a crash or when its reactor was stopped, with a new reactor, and
   * starts its program if it has one.
   *
   * @throws IllegalStateException if it is up
   */
  public void restart() {
    if (up) {
      throw new IllegalStateException("the host " + name + " is up");
    }
    world.trace().add(() -> name + ": up", 'U');
    driver = newDriver();
    reactor = new KernelReactor(driver);
    powered = true;
    up = true;
    if (booted) {
      boot();
    }
    if (program != null) {
      run(program);
    }
  }

  /** From now on the reactor runs, in steps that the world makes. */
  void boot() {
    booted = true;
    reactor.start();
  }

  /** Stops the reactor, or frees everything at once if it never ran. */
  void shutDown() {
    if (!up) {
      return;
    }
    if (booted && reactor.running()) {
      run(Reactor::stop);
    } else {
      up = false;
    }
  }

  /** The reactor has stopped. The system under it is still there, and refuses connections. */
  void stopped() {
    up = false;
  }

  /** Whether it can send and receive, be it that no program runs on it. */
  boolean isPowered() {
    return powered;
  }

  SimulatedDriver driver() {
    return driver;
  }

  // ---- for the world

  /** Whether it has something to do now. */
  boolean isDue() {
    return up && booted && hasWork();
  }

  /** Whether its reactor has something to do now, be it that the world does not run it. */
  boolean hasWork() {
    return driver.hasNews() || reactor.timeout() == 0;
  }

  /** When it has something to do if nothing comes. */
  long nextMoment() {
    long timeout = up && booted ? reactor.timeout() : -1;
    return timeout < 0 ? World.NEVER : world.agenda().now() + timeout;
  }

  void turn() {
    reactor.turn();
  }

  @Override
  public String toString() {
    return name;
  }
}
