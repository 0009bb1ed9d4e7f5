package twine.app.service;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * A part of a program that can be started and stopped (the book's Part 16; Twisted's {@code
 * IService}). What it does meanwhile is up to the subclass:
 *
 * <pre>{@code
 * final class PoetryService extends Service {
 *   private final Path file;
 *   private byte[] poem = {};
 *
 *   PoetryService(Path file) { this.file = file; }
 *
 *   @Override public void startService() throws Exception {
 *     super.startService();
 *     poem = Files.readAllBytes(file);
 *   }
 * }
 * }</pre>
 *
 * <pre>
 *   new ── privilegedStartService ──▶ ── startService ──▶ running ── stopService ──▶ stopped
 *             (may be left out)            ▲                                            │
 *                                          └────────────────────────────────────────────┘
 * </pre>
 *
 * <p>A service that cannot go on says so by {@link #fail}. It can be started again when what {@link
 * #stopService} returned has fired.
 */
public abstract class Service {
  /** For {@link #setStopTimeout}: to be waited for however long it takes. */
  public static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

  private static final Duration USUAL_STOP_TIMEOUT = Duration.ofSeconds(10);

  /** How its parent starts and stops it. */
  @SuppressWarnings("this-escape") // it is only kept
  final Life life = new Life(this);

  private @Nullable String name;
  private @Nullable ServiceCollection parent;
  private @Nullable Reactor reactor;
  private Duration stopTimeout;
  private boolean running;

  /** A service without a name. */
  protected Service() {
    this(null, USUAL_STOP_TIMEOUT);
  }

  /** A service with a name. */
  protected Service(String name) {
    this(name, USUAL_STOP_TIMEOUT);
  }

  /** For collections, whose children have times of their own. */
  Service(@Nullable String name, Duration stopTimeout) {
    this.name = name;
    this.stopTimeout = stopTimeout;
  }

  // ---- who it is

  /** Its name, or null: it needs one only to be looked up. */
  public final @Nullable String name() {
    return name;
  }

  /**
   * Names it.
   *
   * @throws IllegalStateException if it has a parent, which knows it by the name it has
   */
  public final void setName(String name) {
    if (parent != null) {
      throw new IllegalStateException(this + " has a parent and cannot be named " + name);
    }
    this.name = name;
  }

  /** Whether it has been started, and not stopped since. */
  public final boolean isRunning() {
    return running;
  }

  // ---- its place

  /** The collection that it is in, or null. */
  public final @Nullable ServiceCollection parent() {
    return parent;
  }

  /**
   * Puts it into a collection. If that is running, this is started.
   *
   * @throws IllegalStateException if it has a parent already, or was given another reactor than the
   *     parent has, or the parent has another child of its name
   * @throws ServiceStartException if it was to be started and did not; it has no parent then
   */
  public final void setServiceParent(ServiceCollection parent) {
    join(parent);
    try {
      parent.addService(this);
    } catch (Throwable thrown) {
      this.parent = null;
      throw thrown;
    }
  }

  /** It has a parent from now on. */
  final void join(ServiceCollection parent) {
    if (this.parent != null) {
      throw new IllegalStateException(
          this + " has a parent already, " + this.parent + ", and cannot be put into " + parent);
    }
    checkIsNoCircle(parent);
    if (reactor != null && reactor != parent.reactor()) {
      throw new IllegalStateException(
          this + " belongs to " + reactor + ", but " + parent + " to " + parent.reactor());
    }
    this.parent = parent;
  }

  private void checkIsNoCircle(ServiceCollection parent) {
    ServiceCollection above = parent;
    while (above instanceof Service service) {
      if (service == this) {
        throw new IllegalStateException(
            this + " cannot be put into " + parent + ", which is in it");
      }
      above = service.parent;
    }
  }

  /** It has no parent from now on; what it has still to do it does on the reactor that it had. */
  final void leave() {
    if (parent != null) {
      reactor = parent.reactor();
      parent = null;
    }
  }

  /**
   * Takes it out of its collection, and stops it if it was started.
   *
   * @return fires when it has stopped, or the {@linkplain #setStopTimeout time} for that is over;
   *     never fails, for what goes wrong is logged
   * @throws IllegalStateException if it has no parent
   */
  public final Deferred<?> disownServiceParent() {
    ServiceCollection left = parent;
    if (left == null) {
      throw new IllegalStateException(this + " has no parent");
    }
    if (life.isIdle()) {
      parent = null;
    } else {
      leave();
    }
    return left.removeService(this);
  }

  /**
   * The reactor of the tree that it is in. A tree whose top was not given one belongs, from the
   * first time it is asked, to {@link Reactors#installed}.
   */
  public final Reactor reactor() {
    if (parent != null) {
      return parent.reactor();
    }
    if (reactor == null) {
      reactor = Reactors.installed();
    }
    return reactor;
  }

  /**
   * Gives a reactor to the tree of which this is the top.
   *
   * @throws IllegalStateException if this is not the top, or the tree belongs to another one
   */
  public final void setReactor(Reactor reactor) {
    if (parent != null) {
      throw new IllegalStateException(this + " has a parent, whose reactor it gets");
    }
    if (this.reactor != null && this.reactor != reactor) {
      throw new IllegalStateException(this + " belongs to " + this.reactor + " already");
    }
    this.reactor = reactor;
  }

  // ---- its life

  /**
   * Does what must be done before privileges are given up, such as opening a port below 1024. Does
   * nothing by default. What is begun here is ended by {@link #stopService}, whether {@link
   * #startService} was called in between or not.
   *
   * @throws Exception if that cannot be; {@code stopService} is called then
   */
  public void privilegedStartService() throws Exception {}

  /**
   * Starts it. An override begins with {@code super.startService()}, which makes it {@linkplain
   * #isRunning running}.
   *
   * @throws IllegalStateException if it is running
   * @throws Exception if it cannot start; {@code stopService} is called then
   */
  public void startService() throws Exception {
    begin();
  }

  /**
   * What {@link #startService} does here, for those of its overrides that throw nothing checked.
   */
  final void begin() {
    if (running) {
      throw new IllegalStateException(this + " is running already");
    }
    life.started();
    running = true;
  }

  /**
   * Stops it. An override calls {@code super.stopService()}, after which it is no longer
   * {@linkplain #isRunning running}. It must be able to cope with a service of which only a part
   * has started, and with one that was stopped before.
   *
   * @return fires when it has finished shutting down; fired already if that takes no time. It is
   *     cancelled if it takes longer than the {@link #stopTimeout}
   */
  public Deferred<?> stopService() {
    running = false;
    return Deferred.<@Nullable Void>succeed(null);
  }

  // ---- its end

  /**
   * Says that it cannot go on, to be called by itself or by what belongs to it: {@code
   * reading.handle(failure -> fail(failure.value()))}. The failure is logged. In a later turn the
   * nearest {@link Supervisor} above it restarts it, or what it is a part of; where there is none
   * this alone is stopped, and the {@link Application} is told. Does nothing but log if it is not
   * running.
   */
  public final void fail(Throwable why) {
    life.end(Objects.requireNonNull(why, "why"));
  }

  /**
   * Says that it has done what it was for: it is stopped in a later turn, unless it is the child of
   * a {@link Supervisor}, which may start it again. Does nothing if it is not running.
   */
  public final void finish() {
    life.end(null);
  }

  /** How long its parent waits for it to stop; 10 seconds unless set. */
  public Duration stopTimeout() {
    return stopTimeout;
  }

  /**
   * Sets how long its parent waits for it to stop. When that is over the parent says so in the log,
   * cancels the Deferred of {@link #stopService}, and goes on.
   *
   * @param timeout {@link #FOREVER} for no limit
   * @throws IllegalArgumentException if it is negative
   */
  public final void setStopTimeout(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("the time to stop is negative: " + timeout);
    }
    stopTimeout = timeout;
  }

  /** Its name, or that of its class. */
  @Override
  public String toString() {
    return name != null ? name : kind();
  }

  private String kind() {
    String simple = getClass().getSimpleName();
    return simple.isEmpty() ? getClass().getName() : simple;
  }
}
