package twine.coroutine;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK can do and does not offer: virtual threads with a scheduler of our own. It can be
 * had where {@code java.lang} is open to this module.
 */
final class VirtualThreads {
  private static final int NO_INHERITABLE_THREAD_LOCALS = 1 << 2;
  private static final @Nullable MethodHandle CONSTRUCTOR;
  private static final @Nullable Executor DEFAULT_SCHEDULER;

  static {
    MethodHandle constructor = null;
    Executor scheduler = null;
    try {
      Class<?> type = Class.forName("java.lang.VirtualThread");
      var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      var factory =
          lookup.findStatic(type, "defaultScheduler", MethodType.methodType(Executor.class));
      scheduler = (Executor) factory.invoke();
      constructor =
          lookup
              .findConstructor(
                  type,
                  MethodType.methodType(
                      void.class, Executor.class, String.class, int.class, Runnable.class))
              .asType(
                  MethodType.methodType(
                      Thread.class, Executor.class, String.class, int.class, Runnable.class));
    } catch (Throwable notHere) {
      // Closed, or another JDK that does it in another way: there is the other back end.
    }
    CONSTRUCTOR = constructor;
    DEFAULT_SCHEDULER = scheduler;
  }

  private VirtualThreads() {}

  /** Whether there are such threads. */
  static boolean areOpen() {
    return CONSTRUCTOR != null;
  }

  /** A new virtual thread, not started, whose tasks are given to {@code scheduler}. */
  static Thread create(Executor scheduler, Runnable task) {
    try {
      return (Thread)
          Objects.requireNonNull(CONSTRUCTOR)
              .invokeExact(scheduler, "coroutine", NO_INHERITABLE_THREAD_LOCALS, task);
    } catch (Throwable e) {
      throw new LinkageError("virtual threads are not what they were", e);
    }
  }

  /** The scheduler of all other virtual threads. */
  static Executor defaultScheduler() {
    return Objects.requireNonNull(DEFAULT_SCHEDULER);
  }
}
