package twine.trial.command;

import java.util.function.Supplier;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherFactory;

/** The JUnit Platform, which looks for engines and classes with the thread's class loader. */
final class Launchers {
  private Launchers() {}

  /** A launcher with all engines that {@code loader} finds: its own, and trial's and Jupiter's. */
  static Launcher create(ClassLoader loader) {
    return with(loader, LauncherFactory::create);
  }

  /** Does something with {@code loader} as the thread's own. */
  static <T> T with(ClassLoader loader, Supplier<T> work) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
