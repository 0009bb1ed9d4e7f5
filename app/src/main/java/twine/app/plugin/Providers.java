package twine.app.plugin;

import java.lang.reflect.InvocationTargetException;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Takes plugins out of a {@link ServiceLoader}, which may throw at every step. */
final class Providers {
  /** A loader that only throws does not come to an end by itself. */
  private static final int MOST_ERRORS = 1_000;

  private Providers() {}

  /**
   * Adds those plugins whose class is wanted, and those that are broken.
   *
   * @param place what a plugin is called whose class cannot even be loaded
   */
  static void each(
      ServiceLoader<ServicePlugin> loader,
      String place,
      Predicate<Class<?>> wanted,
      Plugins plugins) {
    Iterator<ServiceLoader.Provider<ServicePlugin>> found = loader.stream().iterator();
    int errors = 0;
    while (errors < MOST_ERRORS) {
      ServiceLoader.Provider<ServicePlugin> next;
      try {
        if (!found.hasNext()) {
          return;
        }
        next = found.next();
      } catch (ServiceConfigurationError | LinkageError e) {
        errors++;
        plugins.addBroken(place, words(e));
        continue;
      }
      if (wanted.test(next.type())) {
        add(next, plugins);
      }
    }
  }

  // Whatever a plugin does when it is made, it must not keep the others from being found.
  private static void add(ServiceLoader.Provider<ServicePlugin> provider, Plugins plugins) {
    try {
      plugins.add(new Plugin(provider.get()));
    } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
      plugins.addBroken(provider.type().getName(), words(e));
    }
  }

  /** What went wrong, in one line: the words of the innermost cause that has any. */
  static String words(Throwable thrown) {
    Throwable told = thrown;
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (!(cause instanceof InvocationTargetException)) {
        told = cause;
      }
    }
    String message = told.getMessage();
    String kind = told.getClass().getSimpleName();
    if (message == null) {
      return kind;
    }
    String text = told instanceof ServiceConfigurationError ? message : kind + ": " + message;
    return text.lines().findFirst().orElse(kind);
  }
}
