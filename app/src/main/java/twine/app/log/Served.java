package twine.app.log;

/** On whose behalf the calling thread is doing what it does. */
final class Served {
  private Served() {}

  static String now() {
    return LogEvent.NOBODY;
  }
}
