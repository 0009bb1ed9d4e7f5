package twine.app.net;

import java.lang.System.Logger.Level;

/** What servers and clients say about themselves. */
final class Log {
  private static final System.Logger LOGGER = System.getLogger("twine.app.net");

  private Log() {}

  static void error(String message, Throwable thrown) {
    LOGGER.log(Level.ERROR, message, thrown);
  }

  static void warning(String message) {
    LOGGER.log(Level.WARNING, message);
  }

  /** Only for whoever keeps a log; what goes to a {@link System.Logger} may end on a terminal. */
  static void info(String message) {
    twine.app.log.Log.msg(message);
  }

  /** {@code 1 connection}, {@code 2 connections}. */
  static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
