package twine.reactor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import twine.loop.Loop;
import twine.reactor.error.ReactorAlreadyInstalledException;

/**
 * Finds reactors, and keeps the one that a script means by "the" reactor (the book's Part 3).
 *
 * <p>Programs of some size create a reactor, or several, and pass them to whoever needs one.
 * Scripts say {@link #installed}.
 *
 * <p><b>Thread rule.</b> All methods may be called from any thread.
 */
public final class Reactors {
  private static final String CHOICE = "twine.reactor";

  private static @Nullable Reactor installed;

  private Reactors() {}

  /**
   * The reactor: the one that the caller is running on, if it is on one; else the one that was
   * installed; else a new one of the default kind, which is the installed one from now on.
   *
   * <p>The first rule is what lets the same script code run on one of several hosts of a
   * simulation.
   */
  public static Reactor installed() {
    if (Loop.current() instanceof Reactor current) {
      return current;
    }
    synchronized (Reactors.class) {
      if (installed == null) {
        installed = create();
      }
      return installed;
    }
  }

  /**
   * Chooses the kind of the installed reactor, before it is first used.
   *
   * @param name the name of a kind, one of {@link #names}
   * @return the reactor that is now installed
   * @throws ReactorAlreadyInstalledException if there is one already
   * @throws IllegalArgumentException if there is no such kind
   * @throws UnsupportedOperationException if that kind cannot work here; the message says why
   */
  public static Reactor install(String name) {
    synchronized (Reactors.class) {
      checkNoneInstalled();
      Reactor chosen = create(name);
      installed = chosen;
      return chosen;
    }
  }

  /**
   * Makes {@code reactor} the installed one, before another is.
   *
   * @throws ReactorAlreadyInstalledException if there is one already
   */
  public static void install(Reactor reactor) {
    synchronized (Reactors.class) {
      checkNoneInstalled();
      installed = reactor;
    }
  }

  /**
   * A new reactor of the default kind: the one that the system property {@code twine.reactor}
   * names, else the one with the highest {@linkplain ReactorProvider#preference preference}.
   *
   * @throws IllegalArgumentException if the property names no kind that there is
   * @throws UnsupportedOperationException if the kind that it names cannot work here
   */
  public static Reactor create() {
    String choice = System.getProperty(CHOICE);
    return choice == null ? providers().getFirst().create() : create(choice);
  }

  /**
   * A new reactor of the kind with the given name.
   *
   * @throws IllegalArgumentException if there is no such kind
   * @throws UnsupportedOperationException if that kind cannot work here; the message says why
   */
  public static Reactor create(String name) {
    for (ReactorProvider provider : providers()) {
      if (provider.name().equals(name)) {
        return provider.create();
      }
    }
    throw new IllegalArgumentException(
        "there is no reactor named " + name + "; there are: " + String.join(", ", names()));
  }

  /** The names of the kinds that there are, the default one first. */
  public static List<String> names() {
    return providers().stream().map(ReactorProvider::name).toList();
  }

  private static void checkNoneInstalled() {
    if (installed != null) {
      throw new ReactorAlreadyInstalledException(
          "a reactor is installed already ("
              + installed
              + "); install before the first use of Reactors.installed()");
    }
  }

  private static List<ReactorProvider> providers() {
    List<ReactorProvider> found = new ArrayList<>();
    // By this class's own loader, not the thread's: a virtual thread or a container may have none
    // that can see the providers.
    ServiceLoader.load(ReactorProvider.class, Reactors.class.getClassLoader()).forEach(found::add);
    if (found.isEmpty()) {
      throw new IllegalStateException("no reactor is on the class path or the module path");
    }
    found.sort(Comparator.comparingInt(ReactorProvider::preference).reversed());
    return found;
  }
}
