package twine.app.service;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.TimedOutException;
import twine.loop.DelayedCall;

/**
 * The life of a service, as its parent leads it.
 *
 * <pre>
 *   IDLE ── prepare ──▶ PREPARED ── start ──▶ STARTED ── fail, finish ──▶ ENDED
 *    ▲ └───────────────── start ───────────────▲ └── stop ──▶ STOPPING ◀── stop ┘
 *    └────────────── stopped, or its time is over ───────────────┘
 * </pre>
 *
 * <p>A service whose start throws is where it would be if it had not: what it had begun has to be
 * stopped. One that has ended waits for a later turn of the reactor, in which whoever is
 * responsible for it stops it and perhaps starts it again: it may be in the middle of anything now,
 * even of its start.
 */
final class Life {
  private enum State {
    IDLE,
    PREPARED,
    STARTED,
    ENDED,
    STOPPING
  }

  private final Service service;
  private final Waiters waiters = new Waiters();
  private State state = State.IDLE;
  private @Nullable DelayedCall deadline;
  private boolean givenUp; // its time to stop was over
  private int stops;

  Life(Service service) {
    this.service = service;
  }

  boolean isIdle() {
    return state == State.IDLE;
  }

  /** Whether it has been started, and has neither ended nor been stopped. */
  boolean isUp() {
    return state == State.STARTED && service.isRunning();
  }

  boolean hasEnded() {
    return state == State.ENDED;
  }

  /** The service and those it is in, from the top. */
  String path() {
    return service.parent() instanceof Service above
        ? above.life.path() + "/" + service
        : service.toString();
  }

  /** Starts the privileged part, unless that has been done. */
  void prepare() {
    if (state == State.IDLE) {
      begin(State.PREPARED, service::privilegedStartService);
    }
  }

  /** Starts it, unless that has been done. */
  void start() {
    if (state != State.STARTED) {
      begin(State.STARTED, service::startService);
    }
  }

  private void begin(State next, Start start) {
    if (state == State.STOPPING) {
      throw new ServiceStartException(path(), new IllegalStateException("it is still stopping"));
    }
    state = next;
    try {
      start.run();
    } catch (ServiceStartException e) {
      throw e; // names the one that it was about
    } catch (Throwable thrown) {
      throw new ServiceStartException(path(), thrown);
    }
  }

  /** It is being started, by its parent or, at the top, by whoever runs it. */
  void started() {
    if (state == State.STOPPING) {
      throw new IllegalStateException(service + " is still stopping");
    }
    state = State.STARTED;
  }

  private interface Start {
    void run() throws Exception;
  }

  // ---- the end

  /** It cannot go on, or, with no failure, has no more to do. Not heeded if it is not up. */
  void end(@Nullable Throwable failure) {
    if (!isUp()) {
      if (failure != null) {
        Log.error(path() + " failed when it was not running", failure);
      }
      return;
    }
    state = State.ENDED;
    if (failure != null) {
      Log.error(path() + " failed", failure);
    } else {
      Log.info(path() + " has finished");
    }
    service.reactor().execute(() -> tell(failure));
  }

  private void tell(@Nullable Throwable failure) {
    if (state != State.ENDED) {
      return; // it is being stopped, or was even started again
    }
    Service child = service;
    while (child.parent() instanceof Service above) {
      if (above instanceof Supervisor supervisor && (failure != null || child == service)) {
        supervisor.childEnded(child, failure);
        return;
      }
      child = above;
    }
    stop();
    if (failure != null && child instanceof Application application) {
      application.failed(service, failure);
    }
  }

  /**
   * Stops it, unless it is idle.
   *
   * @return fires when it has stopped, or its time is over; never fails
   */
  Deferred<@Nullable Void> stop() {
    if (state == State.IDLE) {
      return Deferred.succeed(null);
    }
    Deferred<@Nullable Void> stopped = waiters.join();
    if (state != State.STOPPING) {
      state = State.STOPPING;
      givenUp = false;
      beginToStop(++stops);
    }
    return stopped;
  }

  private void beginToStop(int stop) {
    Deferred<?> ending = Deferred.<@Nullable Object>maybeDeferred(service::stopService);
    if (ending.outcome() == null) {
      setDeadline(ending, stop);
    }
    ending.handle(failure -> complain(failure, stop)).onBoth(() -> ended(stop));
  }

  private void setDeadline(Deferred<?> ending, int stop) {
    Duration patience = service.stopTimeout();
    if (!patience.equals(Service.FOREVER)) {
      deadline = service.reactor().callLater(patience, () -> giveUp(ending, stop));
    }
  }

  private void giveUp(Deferred<?> ending, int stop) {
    deadline = null;
    Log.error(
        path() + " does not stop and is left to itself",
        new TimedOutException(service.stopTimeout()));
    givenUp = true;
    ending.cancel(); // which may end it, or not
    ended(stop);
  }

  private void complain(Failure failure, int stop) {
    boolean late = givenUp || stop != stops || state != State.STOPPING;
    if (late && failure.check(CancelledException.class) != null) {
      return; // as it was told to
    }
    Log.error(path() + " did not stop properly", failure.value());
  }

  /** What was given up may still end one day; by then it may run again, or be stopping again. */
  private void ended(int stop) {
    if (stop != stops || state != State.STOPPING) {
      return;
    }
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
    state = State.IDLE;
    waiters.tell();
  }

  /** Stops services one after the other, the last one first. */
  static Deferred<@Nullable Void> stopInReverse(List<Service> services) {
    Deferred<@Nullable Void> stopped = Deferred.succeed(null);
    for (Service service : services.reversed()) {
      stopped = stopped.addAsyncCallback(_ -> service.life.stop());
    }
    return stopped;
  }
}
