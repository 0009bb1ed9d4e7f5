package twine.app.log;

import twine.loop.Loop;

/** On whose behalf the calling thread is doing what it does. */
final class Served {
  private Served() {}

  static String now() {
    Loop loop = Loop.current();
    return loop == null ? LogEvent.NOBODY : loop.logPrefix();
  }
}
