package twine.app.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import twine.app.service.Application;
import twine.app.service.Service;
import twine.loop.CurrentLoop;
import twine.loop.Loop;
import twine.reactor.Reactor;

/**
 * One of the applications that are run, which is all there is if there is one reactor. Each is made
 * anew, so that what belongs to one reactor is never seen by another.
 *
 * @param label which one it is, for people; empty if it is the only one
 */
record Copy(Application application, Reactor reactor, String label) {

  /**
   * Makes an application for each reactor.
   *
   * @throws FailedException if that cannot be
   */
  static List<Copy> make(Source source, List<Reactor> reactors) throws FailedException {
    Set<Service> made = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Copy> copies = new ArrayList<>();
    for (Reactor reactor : reactors) {
      Service service = here(reactor, source::make);
      if (!made.add(service)) {
        throw new FailedException(
            source.name()
                + " makes one service for all, and each of several reactors needs one of its own:"
                + " make it in a method, each time anew");
      }
      Application application = application(source, service);
      application.setReactor(reactor);
      copies.add(new Copy(application, reactor, label(copies.size() + 1, reactors.size())));
    }
    return copies;
  }

  private static String label(int number, int count) {
    return count == 1 ? "" : "reactor " + number + " of " + count + ": ";
  }

  private static Application application(Source source, Service made) {
    if (made instanceof Application application) {
      return application;
    }
    var application = new Application(source.name());
    made.setServiceParent(application);
    return application;
  }

  /** Does what must be done before privileges are dropped, on the calling thread. */
  void startPrivileged() throws Exception {
    here(
        reactor,
        () -> {
          application.privilegedStartService();
          return application;
        });
  }

  private interface Work<T, E extends Exception> {
    T call() throws E;
  }

  /** Before it runs, so that this is its thread; whoever asks for the installed one gets it. */
  private static <T, E extends Exception> T here(Reactor reactor, Work<T, E> work) throws E {
    Loop before = CurrentLoop.enter(reactor);
    try {
      return work.call();
    } finally {
      CurrentLoop.enter(before);
    }
  }
}
