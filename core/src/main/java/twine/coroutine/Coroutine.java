package twine.coroutine;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;

/**
 * Straight-line code that waits for Deferreds (the book's Part 17; Twisted's {@code
 * inlineCallbacks}).
 *
 * <pre>{@code
 * import static twine.coroutine.Coroutine.await;
 * import static twine.coroutine.Coroutine.blocking;
 *
 * Deferred<Integer> lines = Coroutine.start(() -> {
 *   byte[] poem = await(getPoetry(reactor, server));
 *   blocking(() -> Files.write(file, poem));
 *   return count(poem);
 * });
 * }</pre>
 *
 * <p>All methods are called on a loop, {@link #await} and {@link #blocking} in the code of a
 * coroutine.
 */
public final class Coroutine {
  private Coroutine() {}

  /**
   * Runs {@code body} at once, up to the first wait that it really has to wait for, and returns
   * then. When a coroutine starts another one it is the same.
   *
   * <p>Cancelling what is returned cancels what the body waits for at that moment, and so the wait
   * throws, normally a {@link twine.defer.CancelledException}; work in {@link #blocking} is
   * interrupted; a body that is doing something else is told at its next wait. What the body then
   * returns or throws is the outcome, so it may clean up, or wait again, or refuse; each further
   * cancel does the same again.
   *
   * <p>A coroutine that waits when its loop stops waits for ever: its finally clauses are not run.
   *
   * @return fires with what the body returns, or fails with what it throws; a Deferred that the
   *     body returns is awaited first
   * @throws IllegalStateException if a coroutine calls this with a native method or a class
   *     initializer on its stack, where it cannot step aside
   */
  public static <T extends @Nullable Object> Deferred<T> start(Callable<? extends T> body) {
    return new Task<T>(body).start();
  }

  /**
   * Waits for the outcome of a Deferred, while everything else on the loop goes on. One that has
   * fired is not waited for.
   *
   * @return the result, which the Deferred keeps
   * @throws Exception the failure's exception itself, which the Deferred no longer has: it goes on
   *     with null, its failure having been handled. Where it was awaited is added to it as a
   *     suppressed exception, except to a cancellation.
   * @throws IllegalStateException if the caller is not the code of a coroutine: on an ordinary
   *     thread, on the loop itself, in a callback, in {@link #blocking}, or with a native method or
   *     a class initializer on its stack
   */
  public static <T extends @Nullable Object> T await(Deferred<? extends T> wanted)
      throws Exception {
    return running("await").await(wanted);
  }

  /**
   * Does work that blocks, while everything else on the loop goes on. The work runs on the
   * coroutine's thread, so a lock that it takes is the coroutine's, but beside the loop: it must
   * not touch what belongs to that. In a {@linkplain twine.loop.Loop#isSimulated simulation} it is
   * done on the loop, which waits for it.
   *
   * @return what the work returns; should the coroutine have been cancelled meanwhile and the work
   *     have ended well all the same, the next wait is cancelled
   * @throws twine.defer.CancelledException if the coroutine was cancelled: before the work began,
   *     or the work threw an exception, which is the cause, since it was interrupted
   * @throws Exception what the work throws
   * @throws IllegalStateException as {@link #await}, and if the coroutine is on no loop
   */
  public static <T extends @Nullable Object> T blocking(Callable<? extends T> work)
      throws Exception {
    return running("blocking").blocking(work);
  }

  /**
   * The stack of the calling coroutine with that of the loop below it, which carries it: one as
   * callbacks have it (in the book, what {@code traceback.print_stack} shows). Off a coroutine, the
   * calling thread's own.
   */
  public static StackTraceElement[] stackTrace() {
    StackTraceElement[] own = new Throwable().getStackTrace();
    Routine routine = Routine.running();
    StackTraceElement[] below = routine == null ? new StackTraceElement[0] : routine.fiber.below();
    var all = new StackTraceElement[own.length - 1 + below.length];
    System.arraycopy(own, 1, all, 0, own.length - 1);
    System.arraycopy(below, 0, all, own.length - 1, below.length);
    return all;
  }

  /** How coroutines are run in this JVM; chosen once, by trying. */
  public static BackEnd backEnd() {
    return Fibers.backEnd();
  }

  private static Task<?> running(String what) {
    Routine routine = Routine.running();
    if (routine instanceof Task<?> task) {
      return task;
    }
    throw new IllegalStateException(what + whyNot(routine));
  }

  private static String whyNot(@Nullable Routine routine) {
    if (routine != null) {
      return " was called in a generator, which waits only for whoever wants its next value.";
    }
    return Routine.runningBeside()
        ? " was called in work given to blocking, which is not on the loop."
        : " was called outside a coroutine; Coroutine.start(() -> …) makes one.";
  }
}
