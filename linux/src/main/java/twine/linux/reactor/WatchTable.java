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
 * second. So all that a wait has found is looked up before anybody is told; who has been closed by
 * then wants to hear of nothing. To look up all at once is quicker, too: it fetches them from
 * memory side by side, where each would have to be waited for between two system calls.
 */
final class WatchTable {
  private static final int FIRST_CAPACITY = 64;

  private @Nullable Watched[] entries = new Watched[FIRST_CAPACITY];

  // What the last wait has found, and who has not been told yet.
  private @Nullable Watched[] found = new Watched[FIRST_CAPACITY];
  private int[] foundOps = new int[FIRST_CAPACITY];
  private int count;

  /** Puts a new one into its place; what is still there has been closed by others. */
  void add(Watched added) {
    int place = added.descriptor;
    if (place >= entries.length) {
      entries = Arrays.copyOf(entries, Math.max(place + 1, entries.length * 2));
    }
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

  /** The wait has found a descriptor ready for {@code ops}; {@link #tellAll} tells its owner. */
  void found(int descriptor, int ops) {
    Watched owner = descriptor < entries.length ? entries[descriptor] : null;
    if (owner == null || !owner.wantsAny(ops)) {
      return;
    }
    if (count == found.length) {
      found = Arrays.copyOf(found, count * 2);
      foundOps = Arrays.copyOf(foundOps, count * 2);
    }
    found[count] = owner;
    foundOps[count++] = ops;
  }

  /** Tells everybody what was found; to be called when that is all. */
  void tellAll() {
    int end = count;
    count = 0;
    for (int i = 0; i < end; i++) {
      Watched owner = found[i];
      found[i] = null;
      if (owner != null) {
        owner.tell(foundOps[i]);
      }
    }
  }
}
