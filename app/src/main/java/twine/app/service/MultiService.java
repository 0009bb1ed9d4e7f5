package twine.app.service;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;

/**
 * Services that are started and stopped together (the book's Part 16): started in the order in
 * which they were added, stopped in the reverse order, each when the one before it has stopped. Its
 * own {@linkplain #setStopTimeout time} to stop is {@link #FOREVER}, unless set, since each child
 * has one.
 */
public class MultiService extends Service implements ServiceCollection {
  @SuppressWarnings("this-escape") // it is only kept
  private final Children children = new Children(this);

  private final Waiters waiters = new Waiters();
  private boolean starting;
  private boolean stopping;

  /** An empty one without a name. */
  public MultiService() {
    super(null, FOREVER);
  }

  /** An empty one with a name. */
  public MultiService(String name) {
    super(name, FOREVER);
  }

  /** One with these children. */
  public static MultiService of(Service... children) {
    var made = new MultiService();
    for (Service child : children) {
      made.addService(child);
    }
    return made;
  }

  // ---- the collection

  @Override
  public Iterator<Service> iterator() {
    return children.all().iterator();
  }

  @Override
  public Service getServiceNamed(String name) {
    return children.named(name);
  }

  @Override
  public void addService(Service child) {
    if (child.parent() != this) {
      child.setServiceParent(this); // and comes back
      return;
    }
    children.add(child);
    if (isRunning()) {
      startLateComer(child);
    }
  }

  private void startLateComer(Service child) {
    try {
      child.life.prepare();
      child.life.start();
    } catch (ServiceStartException e) {
      children.remove(child);
      child.life.stop();
      throw e;
    }
  }

  @Override
  public Deferred<?> removeService(Service child) {
    if (child.parent() == this) {
      return child.disownServiceParent(); // and comes back
    }
    children.remove(child);
    return child.life.stop();
  }

  // ---- the service

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
   * @throws ServiceStartException if one of them throws; those before it are being stopped then, as
   *     {@link #stopService} can tell
   */
  @Override
  public void startService() {
    checkAtRest();
    begin();
    each(life -> {
      if (isRunning()) {
        life.start();
      }
    });
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
      for (Service child : children.all()) {
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
    Life.stopInReverse(children.all())
        .onBoth(() -> {
          stopping = false;
          waiters.tell();
        });
  }
}
