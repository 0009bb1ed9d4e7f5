package twine.defer;

import org.jspecify.annotations.Nullable;
import twine.loop.Loop;
import twine.loop.Place;

/**
 * What a chain needs to know about itself only when something is wrong with it: the report of its
 * unhandled failure, where it was created, and in debug mode where it was fired. Most chains never
 * have one.
 */
final class Tracking {
  private static volatile boolean debugging = Boolean.getBoolean("twine.debug");
  private static volatile boolean watching;

  /** One of the two above: the one thing that every new chain has to look at. */
  private static volatile boolean tracking = debugging;

  private final @Nullable Throwable created;
  private final @Nullable Loop loop;
  private final boolean debugged = debugging;
  private @Nullable Throwable fired;
  private @Nullable PendingReport report;

  private Tracking(@Nullable Throwable created, @Nullable Loop loop) {
    this.created = created;
    this.loop = loop;
  }

  static boolean debugging() {
    return debugging;
  }

  static synchronized void setDebugging(boolean on) {
    debugging = on;
    tracking = debugging || watching;
  }

  /** Whether {@link Waits} wants to know of new chains. */
  static synchronized void setWatching(boolean on) {
    watching = on;
    tracking = debugging || watching;
  }

  /** For a chain that is being created: null unless somebody wants to know about it. */
  static @Nullable Tracking ofNew(Chain chain) {
    return tracking ? track(chain) : null;
  }

  private static Tracking track(Chain chain) {
    if (watching) {
      Waits.add(chain);
    }
    return new Tracking(new Throwable("The Deferred was created here."), Loop.current());
  }

  /** For a chain that has come to need one. */
  static Tracking late() {
    return new Tracking(null, null);
  }

  /** Where the chain was created, if that is known. */
  @Nullable Place place() {
    return created == null ? null : Place.of(created);
  }

  /** The loop on which the chain was created, if that is known and there was one. */
  @Nullable Loop loop() {
    return loop;
  }

  /** In debug mode, refuses whoever is not on the loop on which the chain was created. */
  void checkLoop() {
    if (debugged && loop != null && !loop.inLoop()) {
      throw new IllegalStateException(
          "A Deferred of " + loop + " is used elsewhere; go there with its execute.");
    }
  }

  /** The chain is being fired. */
  void fired(Chain chain) {
    if (created != null) {
      Waits.remove(chain);
    }
    if (debugged && created != null) {
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
      report = PendingReport.of(chain, failure, debugged ? created : null, fired);
    }
  }

  /** Somebody goes on with the chain's result. */
  void handled() {
    if (report != null && report.withdraw()) {
      report = null;
    }
  }
}
