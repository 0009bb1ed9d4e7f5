package twine.linux.reactor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is open, by the number of its descriptor. They are small and given out again at once, so an
 * array does.
 *
 * <p>That they are given out again makes events go stale: one wait may find two connections ready,
 * and what is done about the first may close the second and open a third, with the number of the
 * second. So each wait has a number too, and what has come into the table since the last wait is
 * told nothing of what that has found.
 */
final class WatchTable {
  private static final int FIRST_CAPACITY = 64;

  private @Nullable Watched[] entries = new Watched[FIRST_CAPACITY];
  private int wait;

  /** Puts a new one into its place; what is still there has been closed by others. */
  void add(Watched added) {
    int place = added.descriptor;
    if (place >= entries.length) {
      entries = Arrays.copyOf(entries, Math.max(place + 1, entries.length * 2));
    }
    added.since = wait;
    entries[place] = added;
  }

  /** Whether it is in its place. */
  boolean has(Watched asked) {
    return asked.descriptor < entries.length && entries[asked.descriptor] == asked;
  }

  void remove(Watched removed) {
    if (has(removed)) {
      entries[removed.descriptor] = null;
    }
  }

  /** A copy of what there is. */
  List<Watched> all() {
    List<Watched> all = new ArrayList<>();
    for (Watched each : entries) {
      if (each != null) {
        all.add(each);
      }
    }
    return all;
  }

  /** A wait has found something, which {@link #ready} is going to be told. */
  void waitIsOver() {
    wait++;
  }

  /** The wait has found a descriptor ready for {@code ops}, or broken, which is both. */
  void ready(int descriptor, int ops) {
    Watched found = descriptor < entries.length ? entries[descriptor] : null;
    if (found != null && found.since != wait) {
      found.tell(ops);
    }
  }
}
