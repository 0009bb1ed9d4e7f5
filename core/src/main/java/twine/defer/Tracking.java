package twine.defer;

import org.jspecify.annotations.Nullable;
import twine.loop.Loop;

/**
 * What a chain needs to know about itself only when something is wrong with it: the report of its
 * unhandled failure, and in debug mode where it was created and fired. Most chains never have one.
 */
final class Tracking {
  private static volatile boolean debugging = Boolean.getBoolean("twine.debug");

  private final @Nullable Throwable created;
  private final @Nullable Loop loop;
  private @Nullable Throwable fired;
  private @Nullable PendingReport report;

  private Tracking(@Nullable Throwable created, @Nullable Loop loop) {
    this.created = created;
    this.loop = loop;
  }

  static boolean debugging() {
    return debugging;
  }

  static void setDebugging(boolean on) {
    debugging = on;
  }

  /** For a chain that is being created: null outside debug mode. */
  static @Nullable Tracking ofNew() {
    return debugging
        ? new Tracking(new Throwable("The Deferred was created here."), Loop.current())
        : null;
  }

  /** For a chain that has come to need one. */
  static Tracking late() {
    return new Tracking(null, null);
  }

  /** Refuses whoever is not on the loop on which the chain was created. */
  void checkLoop() {
    if (loop != null && !loop.inLoop()) {
      throw new IllegalStateException(
          "A Deferred of " + loop + " is used elsewhere; go there with its execute.");
    }
  }

  /** The chain is being fired. */
  void fired() {
    if (created != null) {
      fired = new Throwable("The Deferred was fired here.");
    }
  }

  /** Where the chain was fired, if that is known. */
  @Nullable Throwable whereFired() {
    return fired;
  }

  /**
   * The chain has come to rest with this failure. A failure that was told already is not told again
   * because somebody added to the chain without handling it.
   */
  void unhandled(Chain chain, Failure failure) {
    if (report == null || report.failure() != failure) {
      report = PendingReport.of(chain, failure, created, fired);
    }
  }

  /** Somebody goes on with the chain's result. */
  void handled() {
    if (report != null && report.withdraw()) {
      report = null;
    }
  }
}
