package twine.testing.contract;

import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What Twine logs during a check, warnings and worse. A check says which it expects; any other
 * makes it fail. It works with {@code java.logging}, which is where {@link System.Logger} goes
 * unless a program says otherwise.
 */
final class LoggedErrors extends Handler implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("twine");

  private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();
  private final Consumer<AssertionError> onFailedAssertion;

  private LoggedErrors(Consumer<AssertionError> onFailedAssertion) {
    this.onFailedAssertion = onFailedAssertion;
  }

  /**
   * Begins to listen, and keeps what is heard from the console.
   *
   * @param onFailedAssertion told when a callback of the check throws an assertion error, on the
   *     thread where that is logged
   */
  static LoggedErrors capture(Consumer<AssertionError> onFailedAssertion) {
    LoggedErrors errors = new LoggedErrors(onFailedAssertion);
    errors.setLevel(Level.WARNING);
    ROOT.addHandler(errors);
    ROOT.setUseParentHandlers(false);
    return errors;
  }

  @Override
  public void publish(LogRecord entry) {
    if (isLoggable(entry)) {
      records.add(entry);
      if (entry.getThrown() instanceof AssertionError failed) {
        onFailedAssertion.accept(failed);
      }
    }
  }

  /** Expects that {@code thrown} was logged, once. */
  void expect(Throwable thrown) {
    for (Iterator<LogRecord> each = records.iterator(); each.hasNext(); ) {
      if (each.next().getThrown() == thrown) {
        each.remove();
        return;
      }
    }
    throw new AssertionError("this was not logged: " + thrown, thrown);
  }

  /** Expects that a message was logged that contains {@code text}, once. */
  void expect(String text) {
    for (Iterator<LogRecord> each = records.iterator(); each.hasNext(); ) {
      if (String.valueOf(each.next().getMessage()).contains(text)) {
        each.remove();
        return;
      }
    }
    throw new AssertionError("no message was logged with: " + text);
  }

  /** Expects that nothing else was logged. */
  void expectNoMore() {
    LogRecord first = records.peek();
    if (first != null) {
      throw new AssertionError("this was logged: " + first.getMessage(), thrownBy(first));
    }
  }

  private static @Nullable Throwable thrownBy(LogRecord entry) {
    return entry.getThrown();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
    ROOT.setUseParentHandlers(true);
  }
}
