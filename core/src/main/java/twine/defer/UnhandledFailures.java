package twine.defer;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import twine.loop.Loop;

/**
 * The failures that Deferreds have come to rest with and that nobody has handled (the book's Part
 * 9). Each is told once, as an error of the {@linkplain System.Logger logger} {@code twine.defer}
 * that begins with {@code Unhandled error in Deferred:} and goes on with the exception's stack.
 * That happens at the first of: the Deferred is collected; its loop stops; the process ends. A
 * failure that gets an errback before is not told.
 *
 * <p>May be used from any thread. Programs have no use for it: {@link #report(Loop)} is for those
 * who write loops, the rest for those who write test runners.
 */
public final class UnhandledFailures {

  /** In the order in which they came to rest. Guarded by itself, like {@link #HELD}. */
  private static final Set<PendingReport> PENDING = new LinkedHashSet<>();

  private static final Set<Loop> HELD = new HashSet<>();

  private UnhandledFailures() {}

  /** Held while the collector's thread tells something, which the process's end must wait for. */
  private static final ReentrantLock TELLING = new ReentrantLock();

  /** The process's last occasion to tell; made by the first failure that rests unhandled. */
  private static final class AtExit {
    private static final long PATIENCE_SECONDS = 2;

    static {
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::report, "twine-unhandled"));
      } catch (IllegalStateException ending) {
        // The process is ending already, and this failure is part of its end.
      }
    }

    static void prepare() {}

    private static void report() {
      removeAll(null).forEach(PendingReport::tellAtExit);
      try {
        if (TELLING.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          TELLING.unlock();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Tells all that are pending now, in the order in which they came to rest. */
  public static void report() {
    removeAll(null).forEach(PendingReport::tell);
  }

  /**
   * Tells those that came to rest on {@code loop}; to be called when it has stopped. Ends a {@link
   * #hold}.
   */
  public static void report(Loop loop) {
    removeAll(loop).forEach(PendingReport::tell);
  }

  /**
   * Gives all that are pending now, in the order in which they came to rest, instead of having them
   * told. Ends every {@link #hold}.
   */
  public static List<Failure> take() {
    return removeAll(null).map(PendingReport::failure).toList();
  }

  /**
   * Gives those that came to rest on {@code loop}, in their order, instead of having them told.
   * Ends a {@link #hold}.
   */
  public static List<Failure> take(Loop loop) {
    return removeAll(loop).map(PendingReport::failure).toList();
  }

  /**
   * Keeps those that come to rest on {@code loop} from being told when their Deferreds are
   * collected, until {@link #take(Loop)} or {@link #report(Loop)}. So a test runner is given the
   * same failures whenever the garbage collector happens to run.
   */
  public static void hold(Loop loop) {
    synchronized (PENDING) {
      HELD.add(loop);
    }
  }

  static void add(PendingReport report) {
    AtExit.prepare();
    synchronized (PENDING) {
      PENDING.add(report);
    }
  }

  /** Gives whether it was pending: only one caller ever gets true. */
  static boolean withdraw(PendingReport report) {
    synchronized (PENDING) {
      return PENDING.remove(report);
    }
  }

  /** The chain behind a report is gone, or (and then the report is not pending) forgotten. */
  static void collected(PendingReport report) {
    if (!isDueOnCollection(report)) {
      return;
    }
    TELLING.lock();
    try {
      if (withdraw(report)) {
        report.tell();
      }
    } finally {
      TELLING.unlock();
    }
  }

  private static boolean isDueOnCollection(PendingReport report) {
    synchronized (PENDING) {
      return PENDING.contains(report) && !HELD.contains(report.loop());
    }
  }

  /** Removes those of a loop, or of all if it is null, and gives them in their order. */
  private static Stream<PendingReport> removeAll(@Nullable Loop loop) {
    List<PendingReport> removed;
    synchronized (PENDING) {
      removed = PENDING.stream().filter(r -> loop == null || loop.equals(r.loop())).toList();
      removed.forEach(PENDING::remove);
      if (loop == null) {
        HELD.clear();
      } else {
        HELD.remove(loop);
      }
    }
    removed.forEach(PendingReport::forgetChain);
    return removed.stream();
  }
}
