package twine.app.service;

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

  /** An application with nothing in it. */
  public Application(String name) {
    super(name);
  }
}
