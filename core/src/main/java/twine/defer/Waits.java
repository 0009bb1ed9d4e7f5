package twine.defer;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.WeakHashMap;
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

  /** Weak, so that nothing is noted for ever because somebody forgets to close. */
  private static final Set<Waits> OPEN = Collections.newSetFromMap(new WeakHashMap<>());

  /** In the order in which they were made. Guarded by OPEN, as that is itself. */
  private final Set<Chain> unfired = new LinkedHashSet<>();

  private Waits() {}

  /** Begins to take note of Deferreds, delayed calls and awaits, until closed. */
  public static Waits watch() {
    synchronized (OPEN) {
      var watch = new Waits();
      OPEN.add(watch);
      noteWhileOpen();
      return watch;
    }
  }

  /** Ends what {@link #watch} began. */
  @Override
  public void close() {
    synchronized (OPEN) {
      if (OPEN.remove(this)) {
        unfired.clear();
        noteWhileOpen();
      }
    }
  }

  private static void noteWhileOpen() {
    boolean watched = !OPEN.isEmpty();
    Place.note(watched);
    Tracking.setWatching(watched);
  }

  static void add(Chain chain) {
    synchronized (OPEN) {
      OPEN.forEach(watch -> watch.unfired.add(chain));
      noteWhileOpen();
    }
  }

  static void remove(Chain chain) {
    synchronized (OPEN) {
      OPEN.forEach(watch -> watch.unfired.remove(chain));
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
   * Who waits for Deferreds that were made on {@code loop}, or on none, since {@link #watch}, and
   * have not been fired. To be called on that loop, or when it stands still. What the engine does
   * for itself is left out.
   */
  public List<String> on(@Nullable Loop loop) {
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (Chain chain : unfiredOf(loop)) {
      tell(chain, line -> lines.merge(line, 1, Integer::sum));
    }
    return lines.entrySet().stream()
        .map(line ->
            line.getValue() == 1 ? line.getKey() : line.getValue() + " times: " + line.getKey())
        .toList();
  }

  private List<Chain> unfiredOf(@Nullable Loop loop) {
    synchronized (OPEN) {
      return unfired.stream().filter(chain -> chain.loop() == loop).toList();
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
