package twine.app.service;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;

/**
 * What all services with children have in common: how these are started and stopped.
 *
 * <pre>
 *   at rest ── start ──▶ STARTING ── all children have started ──▶ at rest, running
 *      ▲                    └─ a child throws, or stop ─▶ STOPPING ◀── stop ──┘
 *      └───────────── all children have stopped ─────────────┘
 * </pre>
 */
abstract class ServiceParent extends Service implements ServiceCollection {
  private final Waiters waiters = new Waiters();
  private boolean starting;
  private boolean stopping;

  ServiceParent(@Nullable String name) {
    super(name, FOREVER);
  }

  /** The children that there are, in order; a copy. */
  abstract List<Service> children();

  /** The children that are to be started, in order; a copy. */
  List<Service> childrenToStart() {
    return children();
  }

  /**
   * Calls the method of the same name of all children, in order.
   *
   * @throws ServiceStartException if one of them throws; those before it are being stopped then
   */
  @Override
  public void privilegedStartService() {
    checkAtRest();
    each(Life::prepare);
  }

  /**
   * Starts all children, in order. If one of them has this service stopped, those after it are not
   * started.
   *
   * @throws ServiceStartException if one of them throws; those before it are being stopped then,
   *     and {@link #stopService} tells when they are
   * @throws IllegalStateException if it is running, or still stopping
   */
  @Override
  public void startService() {
    checkAtRest();
    begin();
    each(Life::start);
  }

  private void checkAtRest() {
    if (stopping) {
      throw new IllegalStateException(this + " is still stopping");
    }
    if (starting) {
      throw new IllegalStateException(this + " is starting already");
    }
  }

  private void each(Step step) {
    starting = true;
    try {
      for (Service child : childrenToStart()) {
        if (child.parent() == this && !stopping) {
          step.take(child.life);
        }
      }
    } catch (ServiceStartException e) {
      super.stopService();
      stopping = true;
      throw e;
    } finally {
      starting = false;
      if (stopping) {
        stopChildren();
      }
    }
  }

  private interface Step {
    void take(Life life);
  }

  /** Starts a child that has come when this was running. */
  static void startLateComer(Service child) {
    try {
      child.life.prepare();
      child.life.start();
    } catch (ServiceStartException e) {
      child.life.stop();
      throw e;
    }
  }

  /**
   * Stops the children, the last one first, each when the one before it has stopped. What goes
   * wrong is logged, and the others are stopped all the same.
   *
   * @return fires when all have stopped; never fails
   */
  @Override
  public Deferred<@Nullable Void> stopService() {
    super.stopService();
    Deferred<@Nullable Void> stopped = waiters.join();
    if (!stopping) {
      stopping = true;
      if (!starting) { // else when that has come to its end: a child is in the middle of its start
        stopChildren();
      }
    }
    return stopped;
  }

  private void stopChildren() {
    Life.stopInReverse(children())
        .onBoth(() -> {
          stopping = false;
          waiters.tell();
        });
  }

  /** {@link #FOREVER}, unless set: each child has a time of its own. */
  @Override
  public Duration stopTimeout() {
    return super.stopTimeout();
  }
}
