package twine.app.log;

import java.io.PrintStream;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/**
 * Where a program says what it does (the book's Part 16). Says nothing to anybody until there is an
 * {@linkplain #addObserver observer}; only errors are then told nevertheless, by the {@link
 * System.Logger} {@code twine.log}, which stands for standard error where nobody has arranged
 * otherwise.
 */
public final class Log {
  private static final LogEntry PLAIN = new LogEntry();

  private Log() {}

  // ---- saying

  /** Says {@code message}, which may have several lines. */
  public static void msg(String message) {
    PLAIN.msg(message);
  }

  /** Says that something is wrong. */
  public static void err(String message) {
    PLAIN.err(message);
  }

  /** Says what went wrong, with its stack: what {@code deferred.handle(Log::err)} wants. */
  public static void err(Failure failure) {
    PLAIN.err(failure);
  }

  /** The same, beginning with a reason such as {@code "Could not fetch the poem"}. */
  public static void err(Failure failure, String why) {
    PLAIN.err(failure, why);
  }

  /** Says what was thrown, with its stack: for catch clauses. */
  public static void err(Throwable thrown) {
    PLAIN.err(Failure.caught(thrown));
  }

  /** The same, beginning with a reason such as {@code "Could not fetch the poem"}. */
  public static void err(Throwable thrown, String why) {
    PLAIN.err(Failure.caught(thrown), why);
  }

  /** What is said with the result comes with a fact that can be searched for. */
  public static LogEntry with(String key, @Nullable Object value) {
    return PLAIN.with(key, value);
  }

  /** What is said with the result matters so much; otherwise it is {@link Level#INFO}. */
  public static LogEntry at(Level level) {
    return PLAIN.at(level);
  }

  // ---- observing

  /**
   * Has {@code observer} told of everything from now on. One that is there already is not told
   * twice.
   */
  public static void addObserver(LogObserver observer) {
    Observers.add(observer);
  }

  /**
   * Has {@code observer} told of nothing more, except by calls of other threads that have begun.
   * Nothing happens if it was not there.
   */
  public static void removeObserver(LogObserver observer) {
    Observers.remove(observer);
  }

  /**
   * Has everything printed on {@code stream} from now on, as the book shows it, beginning with
   * {@code Log opened.}; the stream is flushed after each event, and never closed.
   *
   * @return what prints it, to be {@linkplain #removeObserver removed} if that should end
   */
  public static LogObserver startLogging(PrintStream stream) {
    LogObserver printer = new Printer(stream, LogFormat.text());
    startLogging(printer);
    return printer;
  }

  /**
   * Has {@code observer} told of everything from now on, in place of the terminal: what {@code
   * java.util.logging} would print there on its own account, the observer is told instead. Says
   * {@code Log opened.}
   */
  public static void startLogging(LogObserver observer) {
    addObserver(observer);
    PlatformLogs.silenceConsole();
    msg("Log opened.");
  }
}
