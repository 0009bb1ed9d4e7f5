package twine.linux.reactor;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import twine.linux.call.Errno;
import twine.linux.call.SystemCalls;
import twine.reactor.spi.Ready;

/**
 * Waits in select(2), which is handed sets of descriptors, a bit for each, and leaves in them what
 * is ready. The sets have room for {@value #FD_SETSIZE}; the system would write beyond them for a
 * larger number, so those are refused.
 */
final class SelectPoller implements Poller {
  static final int FD_SETSIZE = 1024;

  private static final long SET_BYTES = FD_SETSIZE / Byte.SIZE;
  private static final int F_GETFD = 1;
  private static final int POLLIN = 1;

  private final SystemCalls calls;

  // Each is a set of what can be read, and one of what can be written.
  private final MemorySegment wanted;
  private final MemorySegment found;

  private final MemorySegment pollEntry;

  /** Above all that are in the sets. */
  private int end;

  SelectPoller(SystemCalls calls, Arena arena) {
    this.calls = calls;
    this.wanted = arena.allocate(2 * SET_BYTES, Long.BYTES);
    this.found = arena.allocate(2 * SET_BYTES, Long.BYTES);
    this.pollEntry = arena.allocate(2 * Integer.BYTES, Integer.BYTES);
  }

  @Override
  public void check(int descriptor) throws IOException {
    if (descriptor >= FD_SETSIZE) {
      throw new IOException(
          "select(2) cannot wait for descriptor "
              + descriptor
              + ": they have to be less than FD_SETSIZE, which is "
              + FD_SETSIZE
              + "; the reactors epoll and poll have no such limit");
    }
  }

  /** The system gives out the lowest number that is free, so a duplicate shows which that is. */
  @Override
  public boolean admits(int listener) throws IOException {
    int next = calls.fcntl(listener, SystemCalls.F_DUPFD_CLOEXEC, 0);
    if (next < 0) {
      return true; // that there is none is for accept to say
    }
    int _ = calls.close(next);
    if (next < FD_SETSIZE) {
      return true;
    }
    if (isReadable(listener)) {
      check(next);
    }
    return false;
  }

  private boolean isReadable(int descriptor) {
    pollEntry.set(JAVA_INT, 0, descriptor);
    pollEntry.set(JAVA_INT, Integer.BYTES, POLLIN);
    return calls.poll(pollEntry.address(), 1, 0) > 0;
  }

  @Override
  public void watch(int descriptor, int before, int ops) {
    put(0, descriptor, (ops & Ready.READ) != 0);
    put(SET_BYTES, descriptor, (ops & Ready.WRITE) != 0);
    if (ops != 0) {
      end = Math.max(end, descriptor + 1);
    } else {
      while (end > 0 && !has(0, end - 1) && !has(SET_BYTES, end - 1)) {
        end--;
      }
    }
  }

  private void put(long set, int descriptor, boolean in) {
    long at = set + word(descriptor);
    long bit = 1L << descriptor; // of the number, its last six bits count
    long bits = wanted.get(JAVA_LONG, at);
    wanted.set(JAVA_LONG, at, in ? bits | bit : bits & ~bit);
  }

  private boolean has(long set, int descriptor) {
    return (wanted.get(JAVA_LONG, set + word(descriptor)) & 1L << descriptor) != 0;
  }

  private static long word(int descriptor) {
    return (long) (descriptor / Long.SIZE) * Long.BYTES;
  }

  @Override
  public void forget(int descriptor) {
    watch(descriptor, 0, 0);
  }

  @Override
  public void await(int millis, WatchTable table) throws IOException {
    found.copyFrom(wanted);
    int count = end;
    int answer = calls.select(count, found.address(), found.address() + SET_BYTES, millis);
    if (answer < 0) {
      switch (-answer) {
        case Errno.EINTR -> {}
        case Errno.EBADF -> forgetClosed();
        default -> throw Failures.of(-answer);
      }
      return;
    }
    for (int first = 0; first < count; first += Long.SIZE) {
      long readable = found.get(JAVA_LONG, word(first));
      long writable = found.get(JAVA_LONG, SET_BYTES + word(first));
      for (long left = readable | writable; left != 0; left &= left - 1) {
        int bit = Long.numberOfTrailingZeros(left);
        table.found(
            first + bit,
            ((readable >>> bit & 1) != 0 ? Ready.READ : 0)
                | ((writable >>> bit & 1) != 0 ? Ready.WRITE : 0));
      }
    }
    table.tellAll();
  }

  /** Somebody has closed a descriptor and not said so, and the system does not say which. */
  private void forgetClosed() {
    for (int descriptor = 0; descriptor < end; descriptor++) {
      if (calls.fcntl(descriptor, F_GETFD, 0) < 0) {
        forget(descriptor);
      }
    }
  }

  @Override
  public void close() {
    // there is nothing to close
  }
}
