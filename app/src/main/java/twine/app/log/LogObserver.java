package twine.app.log;

/** Somebody who is told of everything that is logged: a file, a terminal, a test. */
@FunctionalInterface
public interface LogObserver {

  /**
   * Something has been logged. Called on the thread that logs it, perhaps a reactor's, so it must
   * not wait for anything; and perhaps by several threads at once. What it throws is told to the
   * other observers.
   */
  void logged(LogEvent event);
}
