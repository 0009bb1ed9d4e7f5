package twine.app.command;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the launcher, which waits with the prompt, how it went: a status on a line, through a pipe
 * whose name the launcher passes as the system property {@code twined.report}. Only a daemon has
 * one.
 */
final class LaunchReport {
  private static final String PROPERTY = "twined.report";

  private final @Nullable OutputStream pipe;
  private boolean told;

  /**
   * Opens the pipe, if there is one: later we may be a user who is not allowed to.
   *
   * @throws IOException if that cannot be
   */
  LaunchReport() throws IOException {
    String name = System.getProperty(PROPERTY);
    this.pipe = name == null ? null : new FileOutputStream(name, true);
  }

  /** Whether somebody waits for a report: whether this is a daemon. */
  boolean isAwaited() {
    return pipe != null;
  }

  /**
   * Tells the status. Only the first one counts.
   *
   * @throws IOException if the launcher has gone
   */
  void tell(int status) throws IOException {
    if (pipe == null || told) {
      return;
    }
    told = true;
    try (pipe) {
      pipe.write((status + "\n").getBytes(US_ASCII));
    }
  }
}
