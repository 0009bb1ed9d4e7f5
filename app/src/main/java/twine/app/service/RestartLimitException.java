package twine.app.service;

import java.time.Duration;
import twine.loop.Seconds;

/** A {@link Supervisor} has had to restart its children too often, and has failed itself. */
public final class RestartLimitException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param child the child that failed last
   * @param cause how it failed
   */
  RestartLimitException(String child, int restarts, Duration period, Throwable cause) {
    super(
        "%s would have to be restarted once more, after %d restart%s within %s"
            .formatted(child, restarts, restarts == 1 ? "" : "s", Seconds.of(period) + " s"),
        cause);
  }
}
