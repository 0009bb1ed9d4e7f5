package twine.linux.reactor;

import java.io.IOException;

/** The reactor that waits in epoll_wait(2): for servers on Linux. */
public final class EpollReactorProvider extends LinuxReactorProvider {

  /** For the service loader. */
  public EpollReactorProvider() {
    super("epoll", "Linux's own sockets and epoll", -1);
  }

  @Override
  LinuxDriver driver(String name) throws IOException {
    return new LinuxDriver(name, EpollPoller::new);
  }
}
