package twine.app.service;

import java.util.function.BiConsumer;

/**
 * The top of a tree of services, which stands for the whole program (the book's Part 16). It is
 * what an application file defines and a runner starts:
 *
 * <pre>{@code
 * Application application() {
 *   var application = new Application("fastpoetry");
 *   topService.setServiceParent(application);
 *   return application;
 * }
 * }</pre>
 *
 * <p>To make one starts nothing.
 */
public final class Application extends MultiService {
  private BiConsumer<? super Service, ? super Throwable> failureHandler = (_, _) -> {};

  /** An application with nothing in it. */
  public Application(String name) {
    super(name);
  }

  /**
   * Sets what is done when a service {@linkplain Service#fail fails} for which no {@link
   * Supervisor} is responsible: nothing, unless set, but that it is logged and the service stopped.
   * A runner may end the process, to be restarted as a whole.
   *
   * @param handler takes the service and its failure, on the reactor's thread
   */
  public void setFailureHandler(BiConsumer<? super Service, ? super Throwable> handler) {
    failureHandler = handler;
  }

  void failed(Service service, Throwable failure) {
    failureHandler.accept(service, failure);
  }
}
