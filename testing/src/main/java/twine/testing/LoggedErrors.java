package twine.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * What is logged while a test runs: a reactor survives what a program throws, and says so only in
 * the log.
 *
 * <pre>{@code
 * try (var errors = LoggedErrors.ofTwine()) {
 *   …
 *   errors.expect("Unhandled error in Deferred");
 *   errors.expectNoMore();
 * }
 * }</pre>
 *
 * <p>It is heard through {@code java.logging}, which is where {@link System.Logger} goes unless a
 * program says otherwise. May be used from any thread; whoever listens hears all threads.
 */
public final class LoggedErrors implements AutoCloseable {

  /**
   * Something that was logged.
   *
   * @param logger the name of its logger
   * @param message what was said, without what was thrown
   * @param thrown what was thrown, or null
   */
  public record Entry(String logger, String message, @Nullable Throwable thrown) {
    /** The logger, the message, and the stack of what was thrown. */
    @Override
    public String toString() {
      var text = new StringWriter();
      text.append(logger).append(": ").append(message);
      if (thrown != null) {
        text.append('\n');
        thrown.printStackTrace(new PrintWriter(text, true));
      }
      return text.toString();
    }
  }

  private final Logger logger;
  private final boolean isQuiet;
  private final Handler ear;
  private final List<Entry> entries = new ArrayList<>(); // guarded by itself

  private LoggedErrors(String name, Level least, boolean isQuiet, Consumer<Entry> listener) {
    this.logger = Logger.getLogger(name);
    this.isQuiet = isQuiet;
    this.ear = new Ear(least, listener);
    logger.addHandler(ear);
    if (isQuiet) {
      logger.setUseParentHandlers(false);
    }
  }

  /**
   * Begins to listen to what Twine itself logs, warnings and worse, which is kept from the console
   * meanwhile.
   */
  public static LoggedErrors ofTwine() {
    return ofTwine(entry -> {});
  }

  /**
   * The same, with a listener that is told of each at once, on the thread that logs it. It must not
   * log anything itself.
   */
  public static LoggedErrors ofTwine(Consumer<? super Entry> listener) {
    return new LoggedErrors("twine", Level.WARNING, true, listener::accept);
  }

  /** Begins to listen to the errors that anybody logs. They are still on the console. */
  public static LoggedErrors ofAll() {
    return new LoggedErrors("", Level.SEVERE, false, entry -> {});
  }

  private final class Ear extends Handler {
    private final Consumer<Entry> listener;

    Ear(Level least, Consumer<Entry> listener) {
      this.listener = listener;
      setLevel(least);
      setFormatter(new SimpleFormatter());
    }

    @Override
    public void publish(LogRecord logged) {
      if (isLoggable(logged)) {
        var entry =
            new Entry(
                String.valueOf(logged.getLoggerName()),
                String.valueOf(getFormatter().formatMessage(logged)),
                logged.getThrown());
        synchronized (entries) {
          entries.add(entry);
        }
        listener.accept(entry);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** What was logged so far and has not been taken or expected, in order. */
  public List<Entry> entries() {
    synchronized (entries) {
      return List.copyOf(entries);
    }
  }

  /** Takes out those that {@code wanted} accepts, and gives them. */
  public List<Entry> take(Predicate<? super Entry> wanted) {
    synchronized (entries) {
      List<Entry> taken = entries.stream().filter(wanted).toList();
      entries.removeIf(wanted);
      return taken;
    }
  }

  /**
   * Says that {@code thrown} was logged, and takes that out, once.
   *
   * @throws AssertionError if it was not
   */
  public void expect(Throwable thrown) {
    if (!takeOne(entry -> entry.thrown() == thrown)) {
      throw new AssertionError("this was not logged: " + thrown, thrown);
    }
  }

  /**
   * Says that a message with {@code text} in it was logged, and takes that out, once.
   *
   * @throws AssertionError if none was
   */
  public void expect(String text) {
    if (!takeOne(entry -> entry.message().contains(text))) {
      throw new AssertionError("no message was logged with: " + text);
    }
  }

  private boolean takeOne(Predicate<Entry> wanted) {
    synchronized (entries) {
      for (int i = 0; i < entries.size(); i++) {
        if (wanted.test(entries.get(i))) {
          entries.remove(i);
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Says that nothing else was logged.
   *
   * @throws AssertionError if something was; its cause is what was thrown
   */
  public void expectNoMore() {
    List<Entry> left = entries();
    if (!left.isEmpty()) {
      Entry first = left.getFirst();
      throw new AssertionError("this was logged: " + first.message(), first.thrown());
    }
  }

  /** Listens no longer. What was heard can still be asked for. */
  @Override
  public void close() {
    logger.removeHandler(ear);
    if (isQuiet) {
      logger.setUseParentHandlers(true);
    }
  }
}
