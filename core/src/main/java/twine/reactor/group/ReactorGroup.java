package twine.reactor.group;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import twine.loop.Loop;
import twine.net.Factory;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.reactor.error.ReactorAlreadyRunningException;
import twine.reactor.error.ReactorNotRestartableException;
import twine.reactor.error.ReactorNotRunningException;
import twine.reactor.spi.SharedPorts;

/**
 * Several reactors that share nothing but the ports they listen on, each on a thread of its own, to
 * use more than one core. They start together, and as soon as one of them stops, or fails, all do.
 *
 * <pre>
 *   NEW ── start, run ──▶ RUNNING ── stop, a signal, one stops or fails ──▶ STOPPING ── all have ended ──▶ STOPPED
 * </pre>
 *
 * <p><b>Ports.</b> When a reactor of a group listens where another one of it does already, they
 * share the port: each connection goes to one of them. So it is enough to run the same code for
 * each, by {@link #each} say; {@link #listenTcp} does that for a single port. A port that the
 * system chooses (0) is shared while the group is set up, until all of its reactors have started,
 * the first one of a reactor with the first ones of the others; later it is the reactor's own.
 *
 * <p>Where the system spreads connections over several sockets (Linux, by {@code SO_REUSEPORT})
 * each reactor has a socket, and nothing is shared in the program at all. Elsewhere, and
 * {@linkplain #setInTurn where that is wanted}, one reactor accepts and hands out in turn.
 *
 * <p><b>Thread rule.</b> May be used from any thread. Its stages complete on the thread of one of
 * the reactors.
 */
public final class ReactorGroup {
  private enum State {
    NEW,
    RUNNING,
    STOPPING,
    STOPPED
  }

  private static final System.Logger LOG = System.getLogger("twine.reactor.group");

  private final List<Member> members;
  private final SharedPorts ports = new SharedPorts();
  private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private State state = State.NEW; // this and all below guarded by this
  private int running;
  private int over;
  private @Nullable ReactorFailedException failure;

  private ReactorGroup(int count, Supplier<Reactor> kind) {
    if (count < 1) {
      throw new IllegalArgumentException("a group takes at least one reactor, not " + count);
    }
    members =
        IntStream.rangeClosed(1, count)
            .mapToObj(number -> new Member(this, number, kind.get(), ports))
            .toList();
  }

  /** A group with a reactor of the default kind for each core that there is. */
  public static ReactorGroup create() {
    return create(Runtime.getRuntime().availableProcessors());
  }

  /**
   * A group of reactors of the {@linkplain Reactors#create() default kind}.
   *
   * @param count how many, at least 1
   */
  public static ReactorGroup create(int count) {
    return new ReactorGroup(count, Reactors::create);
  }

  /**
   * A group of reactors of one kind.
   *
   * @param count how many, at least 1
   * @param kind the name of the kind, one of {@link Reactors#names}
   * @throws IllegalArgumentException if there is no such kind
   * @throws UnsupportedOperationException if that kind cannot work here, or not in a group; the
   *     message says why
   */
  public static ReactorGroup create(int count, String kind) {
    return new ReactorGroup(count, () -> Reactors.create(kind));
  }

  /** The reactors, always in the same order. */
  public List<Reactor> reactors() {
    return members.stream().<Reactor>map(member -> member.reactor).toList();
  }

  // ---- setting it up

  /**
   * Sets whether one reactor accepts the connections of all, and hands them out in turn, on the
   * ports that are opened from now on. It does so anyhow where the system has no better way. It
   * costs a call from one thread to another for each connection; but few connections that last long
   * are spread more evenly than by the system, which goes by chance.
   */
  public void setInTurn(boolean inTurn) {
    ports.setInTurn(inTurn);
  }

  /**
   * Has all reactors listen on a port, before they run. While they run use {@link #each}.
   *
   * @param port from 0 to 65535; 0 lets the system choose one for all, see {@link
   *     GroupPort#getHost}
   * @param factory makes the factory for each reactor; called here, on the calling thread
   * @throws twine.net.error.CannotListenException if the port is in use or may not be used; none of
   *     them listens then
   * @throws IllegalArgumentException if the port is not a port
   * @throws IllegalStateException if the group runs, or has run
   */
  public GroupPort listenTcp(
      int port, Function<? super Reactor, ? extends Factory> factory, ListenOptions options) {
    List<TcpPort> opened = new ArrayList<>();
    synchronized (this) {
      if (state != State.NEW) {
        throw new IllegalStateException(
            this + " listens by listenTcp before it runs only; use each(reactor -> …)");
      }
      try {
        for (Member member : members) {
          opened.add(member.listenTcp(port, factory, options));
        }
      } catch (Throwable thrown) {
        opened.forEach(TcpPort::stopListening);
        throw thrown;
      }
    }
    return new GroupPort(members, opened);
  }

  /** {@link #listenTcp(int, Function, ListenOptions)} on all interfaces. */
  public GroupPort listenTcp(int port, Function<? super Reactor, ? extends Factory> factory) {
    return listenTcp(port, factory, ListenOptions.DEFAULT);
  }

  /**
   * Calls {@code call} for each reactor on that one's own thread. Before the group runs this is a
   * part of its set-up: it is done when the reactors have started, and if it throws, the reactor
   * has failed. While the group runs, what it throws is logged, as by {@code callFromThread}.
   */
  public void each(Consumer<? super Reactor> call) {
    synchronized (this) {
      if (state == State.NEW) {
        members.forEach(member -> member.setUp(call));
        return;
      }
    }
    members.forEach(member -> member.reactor.execute(() -> call.accept(member.reactor)));
  }

  // ---- its life

  /**
   * Runs the group until it stops, by {@link #stop}, by the signals INT or TERM, or by one of its
   * reactors; the calling thread waits, and stops the group if it is interrupted. Everything is
   * closed when this returns or throws.
   *
   * @throws ReactorFailedException if a reactor has failed
   * @throws ReactorAlreadyRunningException if it is running
   * @throws ReactorNotRestartableException if it has run before
   * @throws IllegalStateException on the thread of a reactor, which would stand still
   */
  public void run() {
    if (Loop.current() != null) {
      throw new IllegalStateException(
          this + " cannot run on the thread of a reactor, which would stand still; use start");
    }
    start();
    awaitEnd();
    ReactorFailedException failed = failure();
    if (failed != null) {
      throw failed;
    }
  }

  private void awaitEnd() {
    boolean interrupted = false;
    while (true) {
      try {
        done.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        stop();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Starts the group, and returns.
   *
   * @return completes when all reactors have started, and done what {@link #each} has asked for; or
   *     fails, when all have ended, with a {@link ReactorFailedException}, or a {@link
   *     ReactorNotRunningException} if they were stopped before
   * @throws ReactorAlreadyRunningException if it is running
   * @throws ReactorNotRestartableException if it has run before
   */
  public CompletionStage<@Nullable Void> start() {
    synchronized (this) {
      state =
          switch (state) {
            case NEW -> State.RUNNING;
            case STOPPED -> throw new ReactorNotRestartableException(this + " cannot run again");
            default -> throw new ReactorAlreadyRunningException(this + " is running already");
          };
    }
    members.forEach(Member::start);
    return started.minimalCompletionStage();
  }

  /**
   * Stops all reactors, each after the event that it handles and its shutdown triggers. Does
   * nothing if they are stopping already.
   *
   * @return the same as {@link #whenEnded}
   * @throws ReactorNotRunningException if the group has not been started
   */
  public CompletionStage<@Nullable Void> stop() {
    synchronized (this) {
      if (state == State.NEW) {
        throw new ReactorNotRunningException(this + " cannot be stopped: it is not running yet");
      }
    }
    stopAll();
    return whenEnded();
  }

  /**
   * Tells of the end.
   *
   * @return completes when all reactors have ended, or fails then with a {@link
   *     ReactorFailedException}
   */
  public CompletionStage<@Nullable Void> whenEnded() {
    return ended.minimalCompletionStage();
  }

  // ---- what its members tell it

  /** One of them stops. */
  void stopAll() {
    synchronized (this) {
      if (state != State.RUNNING) {
        return;
      }
      state = State.STOPPING;
    }
    members.forEach(member -> member.reactor.stopFromOutside());
  }

  void hasStarted() {
    synchronized (this) {
      running++;
      if (running < members.size() || state != State.RUNNING) {
        return;
      }
    }
    ports.settle();
    started.complete(null);
  }

  void hasFailed(Member member, Throwable why) {
    var failed = new ReactorFailedException(member.number, members.size(), why);
    LOG.log(System.Logger.Level.ERROR, failed.getMessage() + "; the others are stopped", why);
    synchronized (this) {
      if (failure == null) {
        failure = failed;
      } else {
        failure.addSuppressed(failed);
      }
    }
    stopAll();
  }

  void hasEnded() {
    stopAll();
    synchronized (this) {
      over++;
      if (over < members.size()) {
        return;
      }
      state = State.STOPPED;
    }
    ReactorFailedException failed = failure();
    if (failed != null) {
      started.completeExceptionally(failed);
      ended.completeExceptionally(failed);
    } else {
      started.completeExceptionally( // does nothing if it has completed
          new ReactorNotRunningException(this + " was stopped before all of it had started"));
      ended.complete(null);
    }
    done.countDown();
  }

  private synchronized @Nullable ReactorFailedException failure() {
    return failure;
  }

  /** Does {@code work} at once, here, if the group does not run yet. Returns whether it did. */
  synchronized boolean beforeItRuns(Runnable work) {
    if (state != State.NEW) {
      return false;
    }
    work.run();
    return true;
  }

  @Override
  public synchronized String toString() {
    return "ReactorGroup[" + members.size() + ", " + state + "]";
  }
}
