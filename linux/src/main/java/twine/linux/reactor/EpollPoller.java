package twine.linux.reactor;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import twine.linux.call.Errno;
import twine.linux.call.Platform;
import twine.linux.call.SystemCalls;
import twine.reactor.spi.Ready;

/**
 * Waits in epoll_wait(2), whose cost is that of what is ready, not of what there is.
 *
 * <p>Level-triggered, except where {@link #ONCE} allows for edges: a level is looked at again in
 * the next wait, only to find that it was read, which is 1 to 2 % of what a small request costs. A
 * descriptor that nobody wants to hear of is taken out, because epoll would tell of its peer's end
 * all the same. A descriptor that is closed leaves by itself.
 */
final class EpollPoller implements Poller {
  private static final int EPOLLIN = 0x01;
  private static final int EPOLLOUT = 0x04;
  private static final int BROKEN = 0x08 | 0x10; // EPOLLERR, EPOLLHUP: told unasked
  private static final int EPOLLRDHUP = 0x2000;
  private static final int EPOLLET = 1 << 31;

  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int MODIFY = 3;

  /** So many are taken from the system at once; the others come with the next wait. */
  private static final int MOST = 1024;

  /** An event is the set of what is ready, and 8 bytes of ours, which x86-64 packs. */
  private static final long EVENT_BYTES = Platform.X86_64 ? 12 : 16;

  private static final long OURS = EVENT_BYTES - Long.BYTES;

  private final SystemCalls calls;
  private final MemorySegment events;
  private final MemorySegment change;
  private final int epoll;

  EpollPoller(SystemCalls calls, Arena arena) throws IOException {
    this.calls = calls;
    this.events = arena.allocate(EVENT_BYTES * MOST, Long.BYTES);
    this.change = arena.allocate(EVENT_BYTES, Long.BYTES);
    this.epoll = Failures.check("epoll_create1", calls.epollCreate());
  }

  @Override
  public void watch(int descriptor, int before, int ops) throws IOException {
    change.set(JAVA_INT_UNALIGNED, 0, events(ops));
    change.set(JAVA_INT_UNALIGNED, OURS, descriptor);
    int operation = before == 0 ? ADD : ops == 0 ? DELETE : MODIFY;
    Failures.check(calls.epollControl(epoll, operation, descriptor, change.address()));
  }

  private static int events(int ops) {
    return ((ops & Ready.READ) != 0 ? EPOLLIN : 0)
        | ((ops & Ready.WRITE) != 0 ? EPOLLOUT : 0)
        | ((ops & ONCE) != 0 ? EPOLLET | EPOLLRDHUP : 0);
  }

  @Override
  public void forget(int descriptor) {
    // the system does, when it is closed
  }

  @Override
  public void await(int millis, WatchTable table) throws IOException {
    int count = calls.epollWait(epoll, events.address(), MOST, millis);
    if (count < 0) {
      if (count != -Errno.EINTR) {
        throw Failures.of(-count);
      }
      return;
    }
    for (long at = 0, end = count * EVENT_BYTES; at < end; at += EVENT_BYTES) {
      int found = events.get(JAVA_INT_UNALIGNED, at);
      int descriptor = events.get(JAVA_INT_UNALIGNED, at + OURS);
      table.found(descriptor, ops(found));
    }
    table.tellAll();
  }

  private static int ops(int events) {
    if ((events & BROKEN) != 0) {
      return Ready.READ | Ready.WRITE | ENDED;
    }
    return ((events & EPOLLIN) != 0 ? Ready.READ : 0)
        | ((events & EPOLLOUT) != 0 ? Ready.WRITE : 0)
        | ((events & EPOLLRDHUP) != 0 ? ENDED : 0);
  }

  @Override
  public void close() {
    int _ = calls.close(epoll);
  }
}
