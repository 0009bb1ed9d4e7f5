package twine.linux.reactor;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import twine.linux.call.Errno;
import twine.linux.call.SystemCalls;
import twine.reactor.spi.Ready;

/**
 * Waits in poll(2), which is handed the list of all descriptors at each wait, and goes through it.
 *
 * <p>The list has no holes: the last entry takes the place of one that leaves. It is gone through
 * from its end, so that what moves because its owner has closed it has been visited already.
 */
final class PollPoller implements Poller {
  private static final short POLLIN = 0x01;
  private static final short POLLOUT = 0x04;
  private static final int BROKEN = 0x08 | 0x10; // POLLERR, POLLHUP: told unasked
  private static final int POLLNVAL = 0x20;

  /** {@code struct pollfd}: the descriptor, what is wanted, what was found. */
  private static final long ENTRY_BYTES = 8;

  private static final long WANTED = 4;
  private static final long FOUND = 6;

  private static final int FIRST_CAPACITY = 64;
  private static final int NOWHERE = -1;

  private final SystemCalls calls;
  private MemorySegment entries = allocate(FIRST_CAPACITY);
  private int count;
  private int[] places = new int[0]; // by descriptor

  PollPoller(SystemCalls calls) {
    this.calls = calls;
  }

  private static MemorySegment allocate(long capacity) {
    return Arena.ofAuto().allocate(capacity * ENTRY_BYTES, ENTRY_BYTES);
  }

  @Override
  public void watch(int descriptor, int before, int ops) {
    if (ops == 0) {
      forget(descriptor);
      return;
    }
    short wanted = 0;
    wanted |= (ops & Ready.READ) != 0 ? POLLIN : 0;
    wanted |= (ops & Ready.WRITE) != 0 ? POLLOUT : 0;
    int place = place(descriptor); // before entries is looked at: it may be another one then
    entries.set(JAVA_SHORT, place * ENTRY_BYTES + WANTED, wanted);
  }

  /** Where its entry is, which is made if there is none. */
  private int place(int descriptor) {
    if (descriptor >= places.length) {
      int before = places.length;
      places = Arrays.copyOf(places, Math.max(descriptor + 1, before * 2));
      Arrays.fill(places, before, places.length, NOWHERE);
    }
    if (places[descriptor] == NOWHERE) {
      places[descriptor] = append(descriptor);
    }
    return places[descriptor];
  }

  private int append(int descriptor) {
    if ((count + 1) * ENTRY_BYTES > entries.byteSize()) {
      MemorySegment larger = allocate(count * 2L);
      entries = larger.copyFrom(entries);
    }
    long at = count * ENTRY_BYTES;
    entries.set(JAVA_INT, at, descriptor);
    entries.set(JAVA_INT, at + WANTED, 0);
    return count++;
  }

  @Override
  public void forget(int descriptor) {
    int hole = descriptor < places.length ? places[descriptor] : NOWHERE;
    if (hole == NOWHERE) {
      return;
    }
    places[descriptor] = NOWHERE;
    long last = --count * ENTRY_BYTES;
    if (hole != count) {
      MemorySegment.copy(entries, last, entries, hole * ENTRY_BYTES, ENTRY_BYTES);
      places[entries.get(JAVA_INT, last)] = hole;
    }
  }

  @Override
  public void await(int millis, WatchTable table) throws IOException {
    int found = calls.poll(entries.address(), count, millis);
    if (found < 0) {
      if (found != -Errno.EINTR) {
        throw Failures.of(-found);
      }
      return;
    }
    for (int place = count - 1, left = found; place >= 0 && left > 0; place--) {
      if (visit(place * ENTRY_BYTES, table)) {
        left--;
      }
    }
    table.tellAll();
  }

  private boolean visit(long at, WatchTable table) {
    int found = entries.get(JAVA_SHORT, at + FOUND);
    if (found == 0) {
      return false;
    }
    entries.set(JAVA_SHORT, at + FOUND, (short) 0);
    int descriptor = entries.get(JAVA_INT, at);
    if ((found & POLLNVAL) != 0) {
      forget(descriptor); // its owner has closed it and not said so
      return true;
    }
    boolean broken = (found & BROKEN) != 0;
    table.found(
        descriptor,
        (broken || (found & POLLIN) != 0 ? Ready.READ : 0)
            | (broken || (found & POLLOUT) != 0 ? Ready.WRITE : 0));
    return true;
  }

  @Override
  public void close() {
    // there is nothing to close
  }
}
