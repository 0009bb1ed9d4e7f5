package twine.protocols.policies;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Where the rules of this package tell what they did. */
final class Log {
  private static final Logger LOG = System.getLogger("twine.protocols.policies");

  private Log() {}

  /** Something was done that a rule is there to do. */
  static void info(String message) {
    LOG.log(Level.INFO, message);
  }

  /** Something was done that somebody will miss. */
  static void warning(String message) {
    LOG.log(Level.WARNING, message);
  }
}
