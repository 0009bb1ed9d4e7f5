package twine.linux.reactor;

import java.io.IOException;
import java.io.UncheckedIOException;
import twine.linux.call.Platform;
import twine.reactor.Reactor;
import twine.reactor.ReactorProvider;
import twine.reactor.spi.KernelReactor;

/** What the providers have in common: a reactor on Linux's own calls is used by who asks for it. */
abstract class LinuxReactorProvider implements ReactorProvider {
  private final String name;
  private final String description;
  private final int preference;

  LinuxReactorProvider(String name, String description, int preference) {
    this.name = name;
    this.description = description;
    this.preference = preference;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final int preference() {
    return preference;
  }

  /**
   * A new reactor.
   *
   * @throws UnsupportedOperationException if this is not Linux, on an architecture that is known,
   *     or the JVM forbids native access; the message says which
   * @throws UncheckedIOException if the system has no descriptor for it
   */
  @Override
  public final Reactor create() {
    Platform.check("the reactor " + name);
    try {
      return new KernelReactor(driver(name));
    } catch (IOException e) {
      throw new UncheckedIOException("the reactor " + name + " could not be opened", e);
    }
  }

  /** A driver with its way to wait; FFM is loaded only here. */
  abstract LinuxDriver driver(String name) throws IOException;
}
