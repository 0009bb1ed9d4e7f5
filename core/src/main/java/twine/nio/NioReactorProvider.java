package twine.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import twine.reactor.Reactor;
import twine.reactor.ReactorProvider;
import twine.reactor.spi.KernelReactor;

/** The reactor on the selector that the JDK chooses: epoll on Linux, kqueue on macOS. */
public final class NioReactorProvider implements ReactorProvider {

  /** For the service loader. */
  public NioReactorProvider() {}

  @Override
  public String name() {
    return "nio";
  }

  @Override
  public String description() {
    return "java.nio, on the JDK's own choice of selector";
  }

  @Override
  public int preference() {
    return 0;
  }

  @Override
  public Reactor create() {
    try {
      return new KernelReactor(new NioDriver(name(), Selector.open()));
    } catch (IOException e) {
      throw new UncheckedIOException("the JDK could not open a selector", e);
    }
  }
}
