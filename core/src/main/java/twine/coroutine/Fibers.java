package twine.coroutine;

import java.lang.System.Logger.Level;

/**
 * Makes fibers of the kind that works here. Not in {@link Fiber} itself, whose initialization must
 * not need that of its subclasses.
 */
final class Fibers {
  private static final System.Logger LOG = System.getLogger("twine.coroutine");
  private static final BackEnd BACK_END = choose();

  private Fibers() {}

  static Fiber create(Runnable body) {
    return BACK_END == BackEnd.CARRIED ? new CarriedFiber(body) : new HandedOverFiber(body);
  }

  static BackEnd backEnd() {
    return BACK_END;
  }

  private static BackEnd choose() {
    if (System.getProperty("twine.coroutine", "").equals("handed-over")) {
      LOG.log(Level.DEBUG, "Coroutines are HANDED_OVER, as -Dtwine.coroutine demands.");
      return BackEnd.HANDED_OVER;
    }
    if (canBeCarried()) {
      LOG.log(Level.DEBUG, "Coroutines are CARRIED.");
      return BackEnd.CARRIED;
    }
    LOG.log(
        Level.DEBUG,
        "Coroutines are HANDED_OVER; CARRIED ones, which are faster, need --add-opens"
            + " java.base/java.lang=twine.core, or =ALL-UNNAMED on the class path.");
    return BackEnd.HANDED_OVER;
  }

  private static boolean canBeCarried() {
    try {
      return CarriedFiber.works();
    } catch (RuntimeException | Error notAsExpected) {
      LOG.log(Level.DEBUG, "Coroutines cannot be CARRIED here", notAsExpected);
      return false;
    }
  }
}
