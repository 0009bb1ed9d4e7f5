package twine.coroutine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fiber whose virtual thread is carried by the loop's thread: this object is the virtual thread's
 * scheduler. The JDK submits a task whenever the virtual thread can run, and to run that task is to
 * carry the thread until it steps off.
 *
 * <p>To wait, the thread yields, and the task that the JDK submits for it at once is kept for the
 * next turn. Yielding beats parking here: it cannot be undone by an interrupt or a stray unpark,
 * and it tells when the thread cannot step off, by returning at once.
 *
 * <p>Other threads come in here, too. When the fiber blocks in the JDK, whoever wakes it up submits
 * the task. A thread dump stops a waiting thread for a moment, in which its task does nothing, and
 * then submits it again: so a task too many must do no harm, and one that does nothing must be
 * noticed.
 */
final class CarriedFiber extends Fiber implements Executor {

  /** Who carries the thread. */
  private enum Place {
    /** The loop's thread does, when it is told to. */
    ON_LOOP,
    /** The loop's thread still does, but it is the last time. */
    LENDING,
    /** A thread of {@link #BESIDE} does, whenever there is something to do. */
    LENT,
    /** The same, but it is the last time. */
    COMING_BACK
  }

  /**
   * What carries the fibers that are lent. Their threads cannot be put on the JDK's own carriers,
   * which take a thread that yields back to themselves and do not ask its scheduler. As many
   * threads as fibers that really run or that pin their carrier, as reading a file does.
   */
  private static final Executor BESIDE =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("twine-beside-the-loop-", 0).factory());

  private static final VarHandle SUBMITTED;

  static {
    try {
      SUBMITTED =
          MethodHandles.lookup().findVarHandle(CarriedFiber.class, "submitted", Runnable.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Thread thread;

  /** The thread's own task. Any other one is that of a thread which code in this one created. */
  private @Nullable Runnable own;

  private volatile Place place = Place.ON_LOOP;

  /**
   * The task that is to be run next. Set on the carrier's thread, or on one that wakes the fiber.
   */
  private volatile @Nullable Runnable submitted;

  /** Who carries the thread, or did so last. */
  private @Nullable Thread carrier;

  /** The same, while it waits for a task. */
  private volatile @Nullable Thread waiting;

  private volatile @Nullable AtomicReference<@Nullable Runnable> ready;

  /** Set by the fiber before it steps off the loop's thread, and cleared by what lets it on. */
  private boolean gaveTurn;

  CarriedFiber(Runnable body) {
    super(body);
    thread = VirtualThreads.create(this, this::runBody);
    thread.start();
  }

  /** Whether this JVM lets us do it, and does what we expect. */
  static boolean works() {
    if (!VirtualThreads.areOpen()) {
      return false;
    }
    var steps = new StringBuilder();
    var fiber = new CarriedFiber[1];
    fiber[0] =
        new CarriedFiber(() -> {
          steps.append('b');
          fiber[0].unmount();
          steps.append('d');
        });
    steps.append('a');
    fiber[0].mount();
    steps.append('c');
    fiber[0].mount();
    return steps.toString().equals("abcd") && fiber[0].ended();
  }

  /** The JDK submits the task of a thread that can run. */
  @Override
  public void execute(Runnable task) {
    if (own == null) {
      own = task;
    }
    if (task != own) {
      VirtualThreads.defaultScheduler().execute(task);
      return;
    }
    switch (place) {
      case LENDING, LENT -> {
        place = Place.LENT;
        BESIDE.execute(task);
      }
      case ON_LOOP, COMING_BACK -> keep(task);
    }
  }

  private void keep(Runnable task) {
    if (gaveTurn && Thread.currentThread() == carrier) {
      SUBMITTED.set(this, task); // a plain write: the same thread will read it
      return;
    }
    submitted = task;
    AtomicReference<@Nullable Runnable> call = ready;
    Runnable once = call == null ? null : call.getAndSet(null);
    if (once != null) {
      once.run();
    }
    Thread blocked = waiting;
    if (blocked != null) {
      LockSupport.unpark(blocked);
    }
  }

  @Override
  void mount() {
    if (Thread.currentThread().isVirtual()) {
      // One virtual thread cannot carry another.
      CompletableFuture.runAsync(this::carry, BESIDE).join();
    } else {
      carry();
    }
  }

  private void carry() {
    boolean interrupted = Thread.interrupted(); // or carrying would clear it for good
    gaveTurn = false;
    carrier = Thread.currentThread();
    do {
      Runnable task = submitted;
      if (task == null) {
        task = awaitWhileBlocked();
      }
      SUBMITTED.set(this, null);
      task.run();
    } while (!gaveTurn && !ended());
    if (interrupted) {
      carrier.interrupt();
    }
  }

  /** The fiber is blocked in the JDK, and so is the loop. */
  private Runnable awaitWhileBlocked() {
    boolean interrupted = false;
    Runnable task;
    waiting = Thread.currentThread();
    while ((task = submitted) == null) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    waiting = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return task;
  }

  @Override
  void unmount() {
    gaveTurn = true;
    stepOff();
    if (gaveTurn) {
      gaveTurn = false;
      throw pinned();
    }
  }

  @Override
  void lend() {
    gaveTurn = true;
    place = Place.LENDING;
    stepOff();
    if (place == Place.LENDING) {
      place = Place.ON_LOOP;
      gaveTurn = false;
      throw pinned();
    }
  }

  @Override
  void giveBack(Runnable call) {
    ready = new AtomicReference<>(call);
    place = Place.COMING_BACK;
    stepOff();
    place = Place.ON_LOOP;
    ready = null;
  }

  @SuppressWarnings("ThreadPriorityCheck") // we are the scheduler that it relies on
  private static void stepOff() {
    Thread.yield();
  }

  @Override
  void interrupt() {
    thread.interrupt();
  }

  @Override
  StackTraceElement[] below() {
    Thread current = carrier;
    return current == null ? new StackTraceElement[0] : current.getStackTrace();
  }

  private static IllegalStateException pinned() {
    return new IllegalStateException(
        "A coroutine cannot wait here: there is a native method or a class initializer on its"
            + " stack, and the thread cannot leave its carrier from inside that.");
  }
}
