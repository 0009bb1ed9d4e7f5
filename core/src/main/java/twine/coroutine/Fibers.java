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
    String wanted = System.getProperty("twine.coroutine", "");
    BackEnd chosen =
        !wanted.equals("handed-over") && CarriedFiber.works()
            ? BackEnd.CARRIED
            : BackEnd.HANDED_OVER;
    LOG.log(Level.DEBUG, "coroutines are {0}", chosen);
    return chosen;
  }
}
