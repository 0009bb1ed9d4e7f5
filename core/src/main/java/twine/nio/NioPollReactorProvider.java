package twine.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;
import twine.reactor.Reactor;
import twine.reactor.ReactorProvider;
import twine.reactor.spi.KernelReactor;

/**
 * The reactor on the JDK's poll(2) selector: the book's alternative (Part 3).
 *
 * <p>The JDK has this selector on Unix systems but no call to ask for it. It is had in one of two
 * ways: with {@code --add-exports java.base/sun.nio.ch=twine.core} (on the class path {@code
 * =ALL-UNNAMED}) on the command line, for this reactor alone; or through the system property {@code
 * java.nio.channels.spi.SelectorProvider}, which this class sets, and which works only if nothing
 * in the JVM has used a selector before, and then holds for all of them. Its cost grows with the
 * number of connections, whether they are busy or not.
 */
public final class NioPollReactorProvider implements ReactorProvider {
  private static final String CLASS = "sun.nio.ch.PollSelectorProvider";
  private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";

  /** For the service loader. */
  public NioPollReactorProvider() {}

  @Override
  public String name() {
    return "nio-poll";
  }

  @Override
  public String description() {
    return "java.nio, on the JDK's poll(2) selector";
  }

  @Override
  public int preference() {
    return -10;
  }

  @Override
  public Reactor create() {
    try {
      return new KernelReactor(new NioDriver(name(), open()));
    } catch (IOException e) {
      throw new UncheckedIOException("the JDK could not open a poll selector", e);
    }
  }

  private static Selector open() throws IOException {
    SelectorProvider provider = exported();
    return (provider == null ? chosenByProperty() : provider).openSelector();
  }

  private static @Nullable SelectorProvider exported() {
    try {
      return Class.forName(CLASS).asSubclass(SelectorProvider.class).getConstructor().newInstance();
    } catch (ClassNotFoundException e) {
      throw new UnsupportedOperationException("nio-poll: this JDK has no poll selector", e);
    } catch (ReflectiveOperationException e) {
      return null; // not exported to us
    }
  }

  private static SelectorProvider chosenByProperty() {
    String before = System.getProperty(PROPERTY);
    System.setProperty(PROPERTY, CLASS);
    SelectorProvider provider = SelectorProvider.provider();
    if (provider.getClass().getName().equals(CLASS)) {
      return provider;
    }
    if (before == null) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
    throw new UnsupportedOperationException(
        "nio-poll: this JVM has used "
            + provider.getClass().getName()
            + " already; start it with -D"
            + PROPERTY
            + "="
            + CLASS
            + " or with --add-exports java.base/sun.nio.ch=twine.core");
  }
}
