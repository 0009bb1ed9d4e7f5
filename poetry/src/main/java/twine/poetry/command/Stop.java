package twine.poetry.command;

import twine.reactor.ReactorCore;
import twine.reactor.error.ReactorNotRunningException;

/** The end of a program that has done its work. */
public final class Stop {
  private Stop() {}

  /**
   * Stops the reactor, unless a signal has done so already: then it is that which ends the last
   * connections, and whoever counts them comes here a second time.
   */
  public static void reactor(ReactorCore reactor) {
    try {
      reactor.stop();
    } catch (ReactorNotRunningException _) {
      // Stopped is what it was to be.
    }
  }
}
