package twine.reactor;

import java.util.concurrent.Callable;
import twine.defer.Deferred;

/**
 * The life of a reactor (the book's Part 3).
 *
 * <pre>
 *   made ── run ──▶ RUNNING ── stop ──▶ STOPPING ── triggers done ──▶ STOPPED
 * </pre>
 *
 * <p>It runs once: a stopped reactor is not started again.
 */
public interface ReactorCore {

  /**
   * Runs the loop on the calling thread until it is stopped, by {@link #stop} or by the signals INT
   * or TERM, and returns. At the end all connections are lost and all ports closed, and failures
   * that nobody handled are reported.
   *
   * @throws twine.reactor.error.ReactorAlreadyRunningException if it is running
   * @throws twine.reactor.error.ReactorNotRestartableException if it has run before
   */
  void run();

  /**
   * Makes {@link #run} return, after the event that is being handled and the shutdown triggers.
   *
   * @throws twine.reactor.error.ReactorNotRunningException if it is not running, or was stopped
   *     already
   */
  void stop();

  /** Whether the reactor is between the start of {@link #run} and its end. */
  boolean running();

  /**
   * Calls {@code call} when the reactor has started; at once if it is running. What it throws is
   * logged, and the next call is made all the same.
   */
  void callWhenRunning(Runnable call);

  /**
   * Has {@code trigger} run when the reactor starts or shuts down: before, during or after what the
   * reactor itself does then. Triggers of one phase run in the order in which they were added. What
   * one throws is logged, and the others run all the same.
   */
  SystemEventTrigger addSystemEventTrigger(Phase phase, SystemEvent event, Runnable trigger);

  /**
   * The same with a trigger that takes its time: the next phase does not begin before the Deferred
   * that it returns has fired. A failure of that Deferred is logged and holds nothing up.
   */
  SystemEventTrigger addAsyncSystemEventTrigger(
      Phase phase, SystemEvent event, Callable<? extends Deferred<?>> trigger);

  /** What the reactor has still to do, or waits for. To be called on its thread. */
  Pending pending();
}
