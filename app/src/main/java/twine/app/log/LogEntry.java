package twine.app.log;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/**
 * How something is going to be said: its level, and the facts that go with it. Immutable, so it can
 * be kept and used again:
 *
 * <pre>{@code
 * private final LogEntry log = Log.with("poem", name);
 * …
 * log.with("bytes", count).msg("sending");
 * }</pre>
 */
public final class LogEntry {
  private final Level level;
  private final Map<String, @Nullable Object> values;

  LogEntry() {
    this(Level.INFO, Map.of());
  }

  private LogEntry(Level level, Map<String, @Nullable Object> values) {
    this.level = level;
    this.values = values;
  }

  /**
   * The same with one more fact.
   *
   * @param key a word; one that is there already has this value from now on
   * @param value any object that says by {@code toString} what there is to say; that is called on
   *     the thread that logs, unless there is no observer
   */
  public LogEntry with(String key, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
    more.put(key, value);
    return new LogEntry(level, more);
  }

  /** The same at another level. */
  public LogEntry at(Level level) {
    return new LogEntry(level, values);
  }

  /** Says {@code message}, which may have several lines. */
  public void msg(String message) {
    say(level, message, null);
  }

  /** Says that something is wrong. */
  public void err(String message) {
    say(Level.ERROR, message, null);
  }

  /** Says what went wrong, with its stack. */
  public void err(Failure failure) {
    err(failure, "Unhandled Error");
  }

  /** The same, beginning with a reason. */
  public void err(Failure failure, String why) {
    say(Level.ERROR, why, failure);
  }

  private void say(Level level, String message, @Nullable Failure failure) {
    if (Observers.any()) {
      Observers.tell(level, LogEvent.LOG, message, failure, values);
    } else if (level.compareTo(Level.ERROR) >= 0) {
      PlatformLogs.tell(level, message, failure);
    }
  }
}
