package twine.examples;

import java.lang.reflect.InvocationTargetException;
import twine.defer.UnhandledFailures;
import twine.reactor.Reactors;
import twine.testing.MemoryReactors;

/**
 * The side of an {@link IsolatedRun} that lives among the script's classes. The reactor that the
 * script finds is one of virtual time, so nobody waits for the script's delays; and what is not
 * handled is told at the end, as it is at the end of a process.
 */
final class InsideRun implements Runnable {
  private final String type;

  InsideRun(String type) {
    this.type = type;
  }

  @Override
  public void run() {
    Reactors.install(MemoryReactors.create());
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
}
