package twine.app.command;

import java.io.IOException;
import java.nio.file.Path;
import twine.app.log.Log;
import twine.app.log.LogFile;
import twine.app.log.LogObserver;
import twine.app.log.Syslog;
import twine.defer.UnhandledFailures;

/** Where the log goes. */
final class LogOutput implements AutoCloseable {
  private final LogObserver observer;

  private LogOutput(LogObserver observer) {
    this.observer = observer;
  }

  static LogOutput open(Options options, boolean daemon) throws IOException {
    if (options.syslog()) {
      return started(Syslog.open("twined"));
    }
    String name = options.logfile();
    if (name == null && daemon) {
      name = "twined.log";
    }
    if (name == null || name.equals("-")) {
      return new LogOutput(Log.startLogging(System.out));
    }
    return started(LogFile.open(Path.of(name)));
  }

  private static LogOutput started(LogObserver observer) {
    Log.startLogging(observer);
    return new LogOutput(observer);
  }

  void giveTo(int uid, int gid) throws IOException {
    if (observer instanceof LogFile file) {
      Ownership.give(file.path(), uid, gid);
    }
  }

  boolean canReopen() {
    return observer instanceof LogFile;
  }

  /** Takes a new file, if the one there was has been renamed; otherwise it keeps that one. */
  void reopen() {
    if (observer instanceof LogFile file) {
      try {
        file.reopen();
        Log.msg("Log reopened.");
      } catch (IOException e) {
        Log.err(e, "Could not reopen the log");
      }
    }
  }

  /** Failures that nobody has handled are told first. */
  @Override
  public void close() {
    UnhandledFailures.report();
    Log.removeObserver(observer);
    switch (observer) {
      case LogFile file -> file.close();
      case Syslog syslog -> syslog.close();
      default -> {}
    }
  }
}
