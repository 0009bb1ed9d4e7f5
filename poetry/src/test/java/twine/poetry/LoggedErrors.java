package twine.poetry;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What Twine logs, warnings and worse, instead of on the console: a reactor survives what a program
 * throws, so a test has to look for it.
 */
public final class LoggedErrors extends Handler {
  private static final Logger ROOT = Logger.getLogger("twine");

  private final List<String> logged = new ArrayList<>();

  private LoggedErrors() {
    setLevel(Level.WARNING);
    setFormatter(new SimpleFormatter());
  }

  /** Begins to listen, until closed. */
  public static LoggedErrors listen() {
    var errors = new LoggedErrors();
    ROOT.addHandler(errors);
    ROOT.setUseParentHandlers(false);
    return errors;
  }

  /** What was logged so far, stack traces included. */
  public List<String> logged() {
    return logged;
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      logged.add(getFormatter().format(entry));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
    ROOT.setUseParentHandlers(true);
  }
}
