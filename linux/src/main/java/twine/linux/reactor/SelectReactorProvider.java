package twine.linux.reactor;

import java.io.IOException;

/** The reactor that waits in select(2): the book's first one (Part 3), for few connections. */
public final class SelectReactorProvider extends LinuxReactorProvider {

  /** For the service loader. */
  public SelectReactorProvider() {
    super("select", "Linux's own sockets and select(2), up to descriptor 1023", -30);
  }

  @Override
  LinuxDriver driver(String name) throws IOException {
    return new LinuxDriver(name, SelectPoller::new);
  }
}
