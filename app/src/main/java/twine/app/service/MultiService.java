package twine.app.service;

import java.util.Iterator;
import java.util.List;
import twine.defer.Deferred;

/**
 * Services that are started and stopped together (the book's Part 16): started in the order in
 * which they were added, stopped in the reverse order, each when the one before it has stopped.
 */
public class MultiService extends ServiceParent {
  @SuppressWarnings("this-escape") // it is only kept
  private final Children children = new Children(this);

  /** An empty one without a name. */
  public MultiService() {
    super(null);
  }

  /** An empty one with a name. */
  public MultiService(String name) {
    super(name);
  }

  /** One with these children. */
  public static MultiService of(Service... children) {
    var made = new MultiService();
    for (Service child : children) {
      made.addService(child);
    }
    return made;
  }

  @Override
  public Iterator<Service> iterator() {
    return children().iterator();
  }

  @Override
  List<Service> children() {
    return children.all();
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
      try {
        startLateComer(child);
      } catch (ServiceStartException e) {
        children.remove(child);
        throw e;
      }
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
}
