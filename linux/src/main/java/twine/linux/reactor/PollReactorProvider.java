package twine.linux.reactor;

import java.io.IOException;

/** The reactor that waits in poll(2): the book's alternative (Part 3). */
public final class PollReactorProvider extends LinuxReactorProvider {

  /** For the service loader. */
  public PollReactorProvider() {
    super("poll", "Linux's own sockets and poll(2)", -20);
  }

  @Override
  LinuxDriver driver(String name) throws IOException {
    return new LinuxDriver(name, (calls, arena) -> new PollPoller(calls));
  }
}
