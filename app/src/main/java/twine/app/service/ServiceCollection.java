package twine.app.service;

import twine.defer.Deferred;
import twine.reactor.Reactor;

/**
 * Something that holds services (the book's Part 16; Twisted's {@code IServiceCollection}). It
 * iterates over them in the order in which they were added, over a copy.
 *
 * <p>A service is put in and taken out by either side: {@code child.setServiceParent(collection)}
 * and {@code collection.addService(child)} are the same.
 */
public interface ServiceCollection extends Iterable<Service> {

  /**
   * The child of this name.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  Service getServiceNamed(String name);

  /**
   * Adds a child. If this collection is running, the child is started.
   *
   * @throws IllegalStateException if the child has a parent already, or there is another child of
   *     its name
   * @throws ServiceStartException if the child was to be started and did not; it is not added then
   */
  void addService(Service child);

  /**
   * Takes a child out, and stops it if it was started.
   *
   * @return fires when the child has stopped, or its {@linkplain Service#setStopTimeout time} was
   *     over; never fails, for what goes wrong is logged
   * @throws IllegalArgumentException if it is not a child of this
   */
  Deferred<?> removeService(Service child);

  /** The reactor that the children get. */
  Reactor reactor();
}
