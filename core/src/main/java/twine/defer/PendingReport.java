package twine.defer;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.lang.ref.Cleaner.Cleanable;
import org.jspecify.annotations.Nullable;
import twine.loop.Loop;

/**
 * The failure that a chain has come to rest with, until somebody handles it or it is told. It does
 * not hold the chain, whose collection is one of the occasions for telling.
 *
 * <pre>
 *            handled
 *   PENDING ─────────▶ WITHDRAWN
 *      │  collected, loop stopped, process ends, taken by a test runner
 *      └─────────────▶ TOLD
 * </pre>
 *
 * Both ways out are taken by removing it from {@link UnhandledFailures}: who succeeds in that, on
 * whatever thread, goes on.
 */
final class PendingReport {

  /** Started by the first failure that rests unhandled, and so never in most programs. */
  private static final class Collected {
    static final Cleaner CLEANER = Cleaner.create();
  }

  private final Failure failure;
  private final @Nullable Loop loop = Loop.current();
  private final @Nullable Throwable created;
  private final @Nullable Throwable fired;
  private volatile @Nullable Cleanable onCollection;

  private PendingReport(Failure failure, @Nullable Throwable created, @Nullable Throwable fired) {
    this.failure = failure;
    this.created = created;
    this.fired = fired;
  }

  /** Begins to watch over a failure that {@code chain} holds. */
  static PendingReport of(
      Chain chain, Failure failure, @Nullable Throwable created, @Nullable Throwable fired) {
    var report = new PendingReport(failure, created, fired);
    UnhandledFailures.add(report);
    report.onCollection =
        Collected.CLEANER.register(chain, () -> UnhandledFailures.collected(report));
    return report;
  }

  Failure failure() {
    return failure;
  }

  /** The loop on which the chain came to rest, if it was on one. */
  @Nullable Loop loop() {
    return loop;
  }

  /** The first line, and in debug mode where the Deferred came from. */
  private String headline() {
    var text = new StringBuilder("Unhandled error in Deferred:");
    appendStack(text, created);
    appendStack(text, fired);
    return text.toString();
  }

  private static void appendStack(StringBuilder text, @Nullable Throwable place) {
    if (place != null) {
      text.append('\n').append(place.getMessage());
      for (StackTraceElement frame : place.getStackTrace()) {
        text.append("\n\tat ").append(frame);
      }
    }
  }

  /** The failure is being dealt with after all. Gives false if it was told before. */
  boolean withdraw() {
    boolean pending = UnhandledFailures.withdraw(this);
    forgetChain();
    return pending;
  }

  /** Stops watching the chain; its collection means nothing any more. */
  void forgetChain() {
    Cleanable watch = onCollection;
    if (watch != null) {
      watch.clean();
    }
  }

  /** Tells a failure that has no chain to travel down. */
  static void tell(Failure failure) {
    new PendingReport(failure, null, null).tell();
  }

  /** Tells the failure. */
  void tell() {
    System.getLogger("twine.defer").log(Level.ERROR, headline(), failure.value());
  }

  /**
   * Tells the failure while the process is ending. {@code java.logging} closes its handlers in a
   * shutdown hook of its own, which runs beside ours in no order, and what it is given afterwards
   * is lost; so where it is what stands behind the logger, standard error is used instead.
   */
  void tellAtExit() {
    Module logging = System.LoggerFinder.getLoggerFinder().getClass().getModule();
    if ("java.logging".equals(logging.getName())) {
      System.err.println(headline());
      failure.printTraceback();
    } else {
      tell();
    }
  }
}
