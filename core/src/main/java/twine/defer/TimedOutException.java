package twine.defer;

import java.time.Duration;

/** A {@link Deferred} had no outcome within the time that it was given, and was cancelled. */
public final class TimedOutException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Duration limit;

  /** Creates the exception for something that was given {@code limit}. */
  public TimedOutException(Duration limit) {
    super("No result within " + inSeconds(limit) + " s.");
    this.limit = limit;
  }

  /** How long was waited. */
  public Duration limit() {
    return limit;
  }

  private static String inSeconds(Duration limit) {
    String text = String.format("%d.%09d", limit.toSeconds(), limit.toNanosPart());
    return text.replaceFirst("\\.?0+$", "");
  }
}
