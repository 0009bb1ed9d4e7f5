package twine.app.log;

import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/** Who is told of everything, and the telling. */
final class Observers {
  private static final CopyOnWriteArrayList<LogObserver> ALL = new CopyOnWriteArrayList<>();

  /** Whether this thread is complaining. Standard error may itself be logged. */
  private static final ThreadLocal<Boolean> COMPLAINING = ThreadLocal.withInitial(() -> false);

  private Observers() {}

  static void add(LogObserver observer) {
    synchronized (ALL) {
      ALL.addIfAbsent(observer);
      PlatformLogs.listen();
    }
  }

  static void remove(LogObserver observer) {
    synchronized (ALL) {
      if (ALL.remove(observer) && ALL.isEmpty()) {
        PlatformLogs.ignore();
      }
    }
  }

  static boolean any() {
    return !ALL.isEmpty();
  }

  /** Tells everybody of something that happens now, on behalf of what this thread is serving. */
  static void tell(
      Level level,
      String logger,
      String message,
      @Nullable Failure failure,
      Map<String, @Nullable Object> values) {
    tell(new LogEvent(Moment.now(), level, Served.now(), logger, message, failure, values));
  }

  private static void tell(LogEvent event) {
    for (LogObserver observer : ALL) {
      try {
        observer.logged(event);
      } catch (Throwable thrown) {
        if (!COMPLAINING.get()) {
          COMPLAINING.set(true);
          complain(observer, thrown, event);
          COMPLAINING.remove();
        }
      }
    }
  }

  /** The others are told of it; if they throw as well, that is as much as can be done. */
  private static void complain(LogObserver culprit, Throwable thrown, LogEvent lost) {
    var complaint =
        new LogEvent(
            lost.time(),
            Level.ERROR,
            lost.system(),
            LogEvent.LOG,
            "A log observer threw, and may have lost: " + lost.message(),
            Failure.caught(thrown),
            Map.of());
    boolean told = false;
    for (LogObserver observer : ALL) {
      if (observer != culprit) {
        told |= tellQuietly(observer, complaint);
      }
    }
    if (!told) {
      System.err.print(LogFormat.text().format(complaint));
    }
  }

  private static boolean tellQuietly(LogObserver observer, LogEvent event) {
    try {
      observer.logged(event);
      return true;
    } catch (Throwable thrown) {
      return false;
    }
  }
}
