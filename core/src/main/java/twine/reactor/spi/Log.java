package twine.reactor.spi;

import java.lang.System.Logger.Level;

/** The kernel's log; a class of its own so that a program without errors never loads a logger. */
final class Log {
  private static final System.Logger LOGGER = System.getLogger("twine.reactor");

  private Log() {}

  static void error(String message, Throwable thrown) {
    LOGGER.log(Level.ERROR, message, thrown);
  }

  static void warning(String message) {
    LOGGER.log(Level.WARNING, message);
  }

  static void info(String message) {
    LOGGER.log(Level.INFO, message);
  }
}
