package twine.defer;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import twine.loop.Loop;
import twine.loop.Place;

/**
 * What waits for what, to be asked when nothing goes on any more. A line of the answer reads
 *
 * <pre>
 * the coroutine started at Talk.main(Talk.java:20), at Talk.greet(Talk.java:69),
 *     waits for the Deferred of Inbox.receive, called at Talk.greet(Talk.java:69)
 * </pre>
 *
 * <p>Only what was made after {@link #watch} is known. Each new Deferred then costs a stack trace
 * and is kept until it is fired, so this is for tests and for who looks for a fault. May be used
 * from any thread.
 */
public final class Waits implements AutoCloseable {

  /** In the order in which they were made. Guarded by itself. */
  private static final Set<Chain> UNFIRED = new LinkedHashSet<>();

  private static int watches; // guarded by UNFIRED

  private boolean open = true; // guarded by UNFIRED

  private Waits() {}

  /** Begins to take note of Deferreds, delayed calls and awaits, until closed. */
  public static Waits watch() {
    synchronized (UNFIRED) {
      watches++;
      Place.note(true);
      Tracking.setWatching(true);
      return new Waits();
    }
  }

  /** Ends what {@link #watch} began, unless there are others who watch. */
  @Override
  public void close() {
    synchronized (UNFIRED) {
      if (open) {
        open = false;
        Place.note(false);
        if (--watches == 0) {
          Tracking.setWatching(false);
          UNFIRED.clear();
        }
      }
    }
  }

  static void add(Chain chain) {
    synchronized (UNFIRED) {
      UNFIRED.add(chain);
    }
  }

  static void remove(Chain chain) {
    synchronized (UNFIRED) {
      UNFIRED.remove(chain);
    }
  }

  // ---- asking

  /** A function of a Deferred that can tell for whom it waits. */
  public interface Waiter {
    /**
     * Who waits, and where: the subject of a sentence. Null if nothing but the engine would be told
     * of.
     */
    @Nullable String who();
  }

  /**
   * Who waits for Deferreds that were made on {@code loop}, or on none, and have not been fired. To
   * be called on that loop, or when it stands still. What the engine does for itself is left out.
   */
  public static List<String> on(@Nullable Loop loop) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (Chain chain : unfired(loop)) {
      tell(chain, line -> lines.merge(line, 1, Integer::sum));
    }
    return lines.entrySet().stream()
        .map(line ->
            line.getValue() == 1 ? line.getKey() : line.getValue() + " times: " + line.getKey())
        .toList();
  }

  private static List<Chain> unfired(@Nullable Loop loop) {
    synchronized (UNFIRED) {
      return UNFIRED.stream().filter(chain -> chain.loop() == loop).toList();
    }
  }

  /** Tells who waits for a chain, and who for those that wait for it. */
  private static void tell(Chain unfired, Consumer<String> lines) {
    Queue<Chain> wanted = new ArrayDeque<>(List.of(unfired));
    for (Chain chain = wanted.poll(); chain != null; chain = wanted.poll()) {
      Set<Object> waiters = chain.waiters();
      for (Object waiter : waiters) {
        if (waiter instanceof Chain outer) {
          wanted.add(outer);
        }
      }
      String what = the(chain);
      boolean isOutside = isOutside(chain);
      waiters.stream()
          .filter(waiter -> isOutside || isOutside(waiter))
          .map(waiter -> who(waiter) + "\n    waits for " + what)
          .distinct()
          .forEach(lines);
    }
  }

  private static boolean isOutside(Object waiter) {
    return switch (waiter) {
      case Chain chain -> chain.place() != null && chain.place().isOutside();
      case Waiter known -> known.who() != null;
      default -> !Place.isEngine(waiter.getClass().getName());
    };
  }

  private static String who(Object waiter) {
    return switch (waiter) {
      case Chain chain -> the(chain);
      case Waiter known -> Objects.requireNonNullElse(known.who(), "a coroutine");
      default -> "a callback in " + simpleName(waiter.getClass());
    };
  }

  private static String the(Chain chain) {
    return "the Deferred " + origin(chain);
  }

  /** The name of the class, or of the one that the lambda is in. */
  private static String simpleName(Class<?> type) {
    String name = type.getName().replaceFirst("\\$\\$Lambda.*", "");
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }

  /**
   * Where {@code deferred} came to be, as far as that was noted: {@code made at …}, or {@code of …,
   * called at …}.
   */
  public static String origin(Deferred<?> deferred) {
    return origin((Chain) deferred);
  }

  private static String origin(Chain chain) {
    Place place = chain.place();
    return place == null ? "made when nobody watched" : place.origin();
  }

  /** Where {@code deferred} was made, or null if that was not noted. */
  public static @Nullable Place place(Deferred<?> deferred) {
    return deferred.place();
  }
}
