package twine.app.log;

import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/**
 * What is logged by way of the JDK, the engine's own errors among it: {@link System.Logger} passes
 * it on to {@code java.util.logging}, and that to us, as long as there are observers.
 *
 * <p>A {@link System.LoggerFinder} of ours would take one step less. But it would serve every
 * program that has this module somewhere on its path, whether it logs with it or not, and would get
 * into the way of those who bring one along.
 */
final class PlatformLogs {
  private static final Logger ROOT = Logger.getLogger("");
  private static final Handler LISTENER = new Listener();

  /** What printed on the terminal until somebody started logging. Guarded by the class. */
  private static final List<Handler> SILENCED = new ArrayList<>();

  private PlatformLogs() {}

  /** Says something by way of the JDK, for want of observers. */
  static void tell(Level level, String message, @Nullable Failure failure) {
    System.getLogger(LogEvent.LOG).log(level, message, failure == null ? null : failure.value());
  }

  static synchronized void listen() {
    ROOT.removeHandler(LISTENER);
    ROOT.addHandler(LISTENER);
  }

  static synchronized void ignore() {
    ROOT.removeHandler(LISTENER);
    SILENCED.forEach(ROOT::addHandler);
    SILENCED.clear();
  }

  /** The observers print it already. */
  static synchronized void silenceConsole() {
    for (Handler handler : ROOT.getHandlers()) {
      if (handler instanceof ConsoleHandler) {
        ROOT.removeHandler(handler);
        SILENCED.add(handler);
      }
    }
  }

  private static final class Listener extends Handler {
    @Override
    public void publish(LogRecord entry) {
      Throwable thrown = entry.getThrown();
      Observers.tell(
          level(entry.getLevel()),
          entry.getLoggerName() == null ? "" : entry.getLoggerName(),
          message(entry),
          thrown == null ? null : Failure.caught(thrown),
          Map.of());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static Level level(java.util.logging.Level level) {
    int value = level.intValue();
    if (value >= java.util.logging.Level.SEVERE.intValue()) {
      return Level.ERROR;
    }
    if (value >= java.util.logging.Level.WARNING.intValue()) {
      return Level.WARNING;
    }
    if (value >= java.util.logging.Level.CONFIG.intValue()) {
      return Level.INFO;
    }
    return value >= java.util.logging.Level.FINE.intValue() ? Level.DEBUG : Level.TRACE;
  }

  /**
   * In its own language and with its parameters, if it has any; a wrong pattern is shown as it is.
   */
  private static String message(LogRecord entry) {
    String message = entry.getMessage() == null ? "" : entry.getMessage();
    if (entry.getResourceBundle() != null) {
      try {
        message = entry.getResourceBundle().getString(message);
      } catch (MissingResourceException e) {
        // then it is no key, but the message itself
      }
    }
    @Nullable Object @Nullable [] parameters = entry.getParameters();
    if (parameters == null || parameters.length == 0) {
      return message;
    }
    try {
      return MessageFormat.format(message, parameters);
    } catch (IllegalArgumentException e) {
      return message;
    }
  }
}
