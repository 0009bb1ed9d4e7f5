package twine.examples;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import twine.defer.UnhandledFailures;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.testing.MemoryReactors;

/**
 * The side of an {@link IsolatedRun} that lives among the script's classes. The reactor that the
 * script finds is one of virtual time, so nobody waits for the script's delays, and after an hour
 * of that whoever still runs is stopped, as by Ctrl-C. What is not handled is told at the end, as
 * it is at the end of a process.
 *
 * <p>A script with channels or processes of its own needs the real world, and gets it.
 */
final class InsideRun implements Runnable {
  private final String type;
  private final boolean needsTheRealWorld;

  InsideRun(String type, boolean needsTheRealWorld) {
    this.type = type;
    this.needsTheRealWorld = needsTheRealWorld;
  }

  @Override
  public void run() {
    if (!needsTheRealWorld) {
      installVirtualTime();
    }
    try {
      Script.run(type);
    } catch (InvocationTargetException e) {
      // As the JVM does it for what main throws.
      System.err.print("Exception in thread \"main\" ");
      e.getCause().printStackTrace();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    UnhandledFailures.report();
  }

  private static void installVirtualTime() {
    Reactor reactor = MemoryReactors.create();
    reactor.callLater(Duration.ofHours(1), reactor::stop);
    Reactors.install(reactor);
  }
}
