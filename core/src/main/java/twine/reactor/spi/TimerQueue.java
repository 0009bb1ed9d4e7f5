package twine.reactor.spi;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Delayed calls in the order in which they are due; equal moments in the order of scheduling.
 *
 * <p>A heap with four children to a node. The moments lie in an array of their own, so that finding
 * the least of four children touches one cache line and no object; each call knows its place, so
 * that cancelling takes it out at once and a cancelled call is never kept. (A timing wheel is
 * quicker to add to but keeps no exact order, and makes cancelled entries wait for their slot.)
 */
final class TimerQueue {
  private static final int ARITY_SHIFT = 2;
  private static final int FIRST_CAPACITY = 64;

  private long[] moments = new long[FIRST_CAPACITY];
  private @Nullable Timer[] calls = new Timer[FIRST_CAPACITY];
  private int size;
  private long sequence;

  int size() {
    return size;
  }

  /** A copy of what is in here, the next one first. */
  List<Timer> all() {
    return Arrays.stream(calls, 0, size)
        .map(Objects::requireNonNull)
        .sorted(Comparator.comparingLong(Timer::getTime).thenComparingLong(call -> call.sequence))
        .toList();
  }

  /** When the first call is due; only if there is one. */
  long firstMoment() {
    return moments[0];
  }

  /**
   * The first call, taken out, if it is due at {@code now} and was scheduled before {@code mark}.
   */
  @Nullable Timer pollDue(long now, long mark) {
    if (size == 0 || moments[0] - now > 0) {
      return null;
    }
    Timer first = at(0);
    if (first.sequence - mark >= 0) {
      return null;
    }
    remove(first);
    return first;
  }

  /** What {@link #pollDue} takes as the mark: calls scheduled from now on are not before it. */
  long mark() {
    return sequence;
  }

  void add(Timer timer, long moment) {
    timer.sequence = sequence++;
    if (size == calls.length) {
      moments = Arrays.copyOf(moments, size * 2);
      calls = Arrays.copyOf(calls, size * 2);
    }
    siftUp(size++, timer, moment);
  }

  void remove(Timer timer) {
    int hole = timer.place;
    timer.place = Timer.NOWHERE;
    int last = --size;
    Timer moved = at(last);
    long moment = moments[last];
    calls[last] = null;
    if (hole != last) {
      replace(hole, moved, moment);
    }
  }

  /**
   * Gives a call that is in the queue another moment, and a place behind those that have it now.
   */
  void move(Timer timer, long moment) {
    timer.sequence = sequence++;
    replace(timer.place, timer, moment);
  }

  private void replace(int hole, Timer timer, long moment) {
    if (hole > 0 && before(moment, timer, parent(hole))) {
      siftUp(hole, timer, moment);
    } else {
      siftDown(hole, timer, moment);
    }
  }

  private void siftUp(int from, Timer timer, long moment) {
    int hole = from;
    while (hole > 0) {
      int parent = parent(hole);
      if (!before(moment, timer, parent)) {
        break;
      }
      put(hole, at(parent), moments[parent]);
      hole = parent;
    }
    put(hole, timer, moment);
  }

  private void siftDown(int from, Timer timer, long moment) {
    int hole = from;
    while (true) {
      int least = leastChild(hole);
      if (least < 0 || before(moment, timer, least)) {
        break;
      }
      put(hole, at(least), moments[least]);
      hole = least;
    }
    put(hole, timer, moment);
  }

  private int leastChild(int node) {
    int child = (node << ARITY_SHIFT) + 1;
    if (child >= size) {
      return -1;
    }
    int least = child;
    for (int end = Math.min(child + (1 << ARITY_SHIFT), size); ++child < end; ) {
      if (before(moments[child], at(child), least)) {
        least = child;
      }
    }
    return least;
  }

  private boolean before(long moment, Timer timer, int other) {
    long difference = moment - moments[other];
    return difference != 0 ? difference < 0 : timer.sequence - at(other).sequence < 0;
  }

  private void put(int place, Timer timer, long moment) {
    calls[place] = timer;
    moments[place] = moment;
    timer.place = place;
  }

  private Timer at(int place) {
    return Objects.requireNonNull(calls[place]);
  }

  private static int parent(int node) {
    return (node - 1) >> ARITY_SHIFT;
  }
}
