package twine.app.service;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.loop.DelayedCall;

/**
 * The life of a child, as its parent leads it.
 *
 * <pre>
 *   IDLE ── prepare ──▶ PREPARED ── start ──▶ STARTED ── stop ──▶ STOPPING
 *    ▲ └──────────────────────────────────────▶ ▲                    │
 *    └───────────────────── stopped, or its time is over ────────────┘
 * </pre>
 *
 * <p>A child whose start throws is where it would be if it had not: what it had begun has to be
 * stopped.
 */
final class Life {
  private enum State {
    IDLE,
    PREPARED,
    STARTED,
    STOPPING
  }

  private final Service service;
  private final Waiters waiters = new Waiters();
  private State state = State.IDLE;
  private @Nullable DelayedCall deadline;
  private int stops;

  Life(Service service) {
    this.service = service;
  }

  boolean isIdle() {
    return state == State.IDLE;
  }

  boolean isStarted() {
    return state == State.STARTED;
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

  private interface Start {
    void run() throws Exception;
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
      beginToStop(++stops);
    }
    return stopped;
  }

  private void beginToStop(int stop) {
    Deferred<?> ending = Deferred.<@Nullable Object>maybeDeferred(service::stopService);
    if (!ending.hasFired()) {
      setDeadline(ending, stop);
    }
    ending.handle(this::complain).onBoth(() -> ended(stop));
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
        "%s did not stop within %s and is left to itself"
            .formatted(path(), Seconds.of(service.stopTimeout())));
    ending.cancel(); // which may end it, or not
    ended(stop);
  }

  private void complain(Failure failure) {
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
