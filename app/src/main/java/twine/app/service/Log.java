package twine.app.service;

import java.lang.System.Logger.Level;

/** What services say about themselves. */
final class Log {
  private static final System.Logger LOGGER = System.getLogger("twine.app.service");

  private Log() {}

  static void error(String message, Throwable thrown) {
    LOGGER.log(Level.ERROR, message, thrown);
  }

  /** Only for whoever keeps a log; what goes to a {@link System.Logger} may end on a terminal. */
  static void info(String message) {
    twine.app.log.Log.msg(message);
  }
}
