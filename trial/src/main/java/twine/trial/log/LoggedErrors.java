package twine.trial.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The errors that are logged while a test runs. They are heard through {@code java.logging}, which
 * is where {@link System.Logger} goes unless a program says otherwise.
 *
 * <p>Errors may be logged on any thread; the tests of one JVM are run one after another.
 */
public final class LoggedErrors extends Handler {
  private static final Logger ROOT = Logger.getLogger("");

  private static volatile @Nullable LoggedErrors current;

  private final List<LogRecord> records = new ArrayList<>();

  private LoggedErrors() {
    setLevel(Level.SEVERE);
  }

  /** Begins to listen, for one test. */
  public static LoggedErrors begin() {
    var errors = new LoggedErrors();
    ROOT.addHandler(errors);
    current = errors;
    return errors;
  }

  /** Ends what {@link #begin} began, and gives what nobody has flushed. */
  public List<LogRecord> end() {
    ROOT.removeHandler(this);
    current = null;
    synchronized (records) {
      return List.copyOf(records);
    }
  }

  /**
   * Takes out the exceptions that the running test has logged.
   *
   * @throws IllegalStateException if no test runs
   */
  public static List<Throwable> flush(Predicate<Throwable> wanted) {
    LoggedErrors errors = current;
    if (errors == null) {
      throw new IllegalStateException("logged errors can be flushed only while a test runs");
    }
    return errors.take(wanted);
  }

  private List<Throwable> take(Predicate<Throwable> wanted) {
    synchronized (records) {
      List<LogRecord> taken =
          records.stream()
              .filter(error -> error.getThrown() != null && wanted.test(error.getThrown()))
              .toList();
      records.removeAll(taken);
      return taken.stream().map(LogRecord::getThrown).toList();
    }
  }

  /** What was logged, in one line. */
  public static String message(LogRecord error) {
    return "logged by " + error.getLoggerName() + ": " + new SimpleFormatter().formatMessage(error);
  }

  @Override
  public void publish(LogRecord error) {
    if (isLoggable(error)) {
      synchronized (records) {
        records.add(error);
      }
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
