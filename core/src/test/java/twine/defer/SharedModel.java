package twine.defer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Shared} that is obviously right: it writes down everything, for ever, and looks for the
 * answer to each question in what it has written. Waiters and works are numbers.
 */
final class SharedModel {

  /** What the world around it does, to be written into the trace as well. */
  interface World {
    void workBegins(int work);

    void workIsCancelled(int work);

    void waiterGets(int waiter, String outcome);
  }

  static final String CANCELLED = "cancelled";

  private record Waiter(int number, int work) {}

  private final World world;
  private final long keep;
  private final List<Waiter> waiting = new ArrayList<>();
  private final List<Integer> settledWorks = new ArrayList<>();
  private final List<Integer> givenUpWorks = new ArrayList<>();
  private final List<String> untold = new ArrayList<>();
  private @Nullable Integer current;
  private @Nullable String result;
  private long since;
  private long now;
  private int works;
  private int waiters;

  SharedModel(World world, long keep) {
    this.world = world;
    this.keep = keep;
  }

  boolean isKept() {
    return result != null && now - since < keep;
  }

  long waiting() {
    Integer work = current;
    return work == null ? 0 : waiting.stream().filter(w -> w.work == work).count();
  }

  /** The failures that nobody has heard of. */
  List<String> untold() {
    return untold;
  }

  void pass(long time) {
    now += time;
  }

  void forget() {
    current = null;
    result = null;
  }

  void get() {
    int number = waiters++;
    if (isKept()) {
      world.waiterGets(number, String.valueOf(result));
      return;
    }
    result = null;
    if (current != null) {
      waiting.add(new Waiter(number, current));
      return;
    }
    int work = works++;
    current = work;
    waiting.add(new Waiter(number, work));
    world.workBegins(work);
  }

  /** Somebody loses interest. */
  void cancel(int number) {
    for (Waiter waiter : List.copyOf(waiting)) {
      if (waiter.number == number) {
        waiting.remove(waiter);
        giveUpIfUnwanted(waiter.work);
        world.waiterGets(number, CANCELLED);
      }
    }
  }

  private void giveUpIfUnwanted(int work) {
    boolean wanted = waiting.stream().anyMatch(waiter -> waiter.work == work);
    if (!wanted && !settledWorks.contains(work)) {
      makeWay(work);
      givenUpWorks.add(work);
      world.workIsCancelled(work);
    }
  }

  private void makeWay(int work) {
    if (current != null && current == work) {
      current = null;
    }
  }

  /** Work comes to its end; a failure begins with an exclamation mark, unless it is CANCELLED. */
  void settle(int work, String outcome) {
    if (settledWorks.contains(work)) {
      return; // a late result of what could not be cancelled
    }
    settledWorks.add(work);
    boolean failed = outcome.startsWith("!") || outcome.equals(CANCELLED);
    if (givenUpWorks.contains(work)) {
      if (outcome.startsWith("!")) {
        untold.add(outcome);
      }
      return;
    }
    boolean keeping = !failed && current != null && current == work;
    makeWay(work);
    if (keeping) {
      result = outcome;
      since = now;
    }
    for (Waiter waiter : List.copyOf(waiting)) {
      if (waiter.work == work && waiting.remove(waiter)) {
        world.waiterGets(waiter.number, outcome);
      }
    }
  }
}
