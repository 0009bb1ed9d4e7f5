package twine.testing.simulation;

import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a simulation, and what the network has still to do. What is due at the same moment
 * happens in an order that is drawn by lot.
 */
final class Agenda {
  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private final RandomGenerator chance;

  private long now;
  private long sequence;

  Agenda(RandomGenerator chance) {
    this.chance = chance;
  }

  private record Entry(long moment, int lot, long sequence, Runnable work)
      implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int order = Long.compare(moment, other.moment);
      if (order == 0) {
        order = Integer.compare(lot, other.lot);
      }
      return order != 0 ? order : Long.compare(sequence, other.sequence);
    }
  }

  /** In nanoseconds since the beginning. */
  long now() {
    return now;
  }

  void moveTo(long moment) {
    now = moment;
  }

  void after(long delay, Runnable work) {
    at(now + delay, work);
  }

  void at(long moment, Runnable work) {
    entries.add(new Entry(moment, chance.nextInt(), sequence++, work));
  }

  /** When the next entry is due; {@link World#NEVER} if there is none. */
  long next() {
    Entry first = entries.peek();
    return first == null ? World.NEVER : first.moment;
  }

  /** Takes out the first entry, if it is due. */
  @Nullable Runnable poll() {
    return next() > now ? null : entries.remove().work;
  }
}
