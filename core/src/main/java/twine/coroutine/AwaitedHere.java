package twine.coroutine;

import twine.defer.CancelledException;
import twine.defer.Failure;

/**
 * Where a coroutine awaited what failed. An exception has the stack of the place where it was
 * thrown, which is some callback deep in the loop; each coroutine that it passes on its way adds
 * one of these, so that it can be followed to the lines that wanted the result.
 */
final class AwaitedHere extends Throwable {
  private static final long serialVersionUID = 1L;

  /** One exception may reach any number of coroutines. */
  private static final int MOST = 32;

  private AwaitedHere() {
    super(null, null, false, true);
  }

  /** Adds the caller's place to what the failure tells, and gives its exception, to be thrown. */
  static Exception thrown(Failure failure) throws Exception {
    Throwable exception = failure.value();
    if (!(exception instanceof CancelledException) && exception.getSuppressed().length < MOST) {
      exception.addSuppressed(new AwaitedHere());
    }
    throw failure.raiseException();
  }
}
