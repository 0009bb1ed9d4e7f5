package twine.trial.engine;

import java.time.Duration;

/** What a {@link Watchdog} looks after. */
interface Watched {

  /** The whole run; on a thread of its own. */
  void run();

  /** How long the method that runs now may take. Asked from another thread. */
  Duration limit();

  /**
   * Asks for {@code pulse} to be called soon, which it will be if the run is not stuck in
   * somebody's code. Called from another thread.
   */
  void check(Runnable pulse);

  /** The thread whose code runs now, as far as is known. Asked from another thread. */
  Thread busy(Thread runner);
}
