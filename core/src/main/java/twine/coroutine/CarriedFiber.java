package twine.coroutine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fiber whose virtual thread is carried by the loop's thread: this object is the virtual thread's
 * scheduler. The JDK submits the thread's task whenever the thread can run; to run the task is to
 * carry the thread until it steps off, and does nothing if it cannot run.
 *
 * <p>To wait, the thread yields, and can run again at once as far as the JDK knows; it is for us
 * not to run it before its next turn. Yielding beats parking here: it cannot be undone by an
 * interrupt or a stray unpark, and it tells when the thread cannot step off, by returning at once.
 *
 * <p>Other threads come in here, too. When the fiber blocks in the JDK, whoever wakes it up submits
 * the task. A thread dump keeps a thread that waits from running for a moment, and then submits its
 * task, be it ever so late. So a submission means no more than that it is time to try again, and
 * who tries in vain waits for the next one.
 */
final class CarriedFiber extends Fiber implements Executor {

  /**
   * Who carries the thread.
   *
   * <pre>
   *            lend           mount: it is off          giveBack
   *   ON_LOOP ──────▶ LENDING ────────────────▶ LENT ────────────▶ COMING_BACK
   *      ▲                                                              │
   *      └───────────────────── carryBeside: it is off ─────────────────┘
   * </pre>
   *
   * The fiber says where it wants to be; whoever carries it agrees once it has stepped off, so that
   * it is never carried by two.
   */
  private enum Place {
    ON_LOOP,
    LENDING,
    LENT,
    COMING_BACK
  }

  private final Thread thread;

  /** The thread's task. Any other one is that of a thread which code in this one created. */
  private @Nullable Runnable own;

  private volatile Place place = Place.ON_LOOP;

  /** Set by the fiber before it gives its turn away, and cleared when it is given the next one. */
  private boolean gaveTurn;

  /** Where it is carried while it is LENT. */
  private @Nullable Beside beside;

  /** What is to be called when it is back from there. */
  private @Nullable Runnable ready;

  /** The thread that carries it while it has its turn: the loop's. */
  private @Nullable Thread carrier;

  /** The same, while the fiber blocks in the JDK. */
  private volatile @Nullable Thread blocked;

  /** Whether the task has been submitted since the blocked one tried last. */
  private volatile boolean submitted;

  CarriedFiber(Runnable body) {
    super(body);
    thread = VirtualThreads.create(this, this::runBody);
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
    boolean kept;
    var monitor = new Object();
    synchronized (monitor) {
      new HeldMonitors().keep();
      steps.append('a');
      fiber[0].mount();
      steps.append('c');
      kept = Thread.holdsLock(monitor);
      fiber[0].mount();
    }
    return kept && steps.toString().equals("abcd") && fiber[0].ended();
  }

  // ---- as a scheduler, on any thread

  /** The JDK submits the task of a thread that can run. */
  @Override
  public void execute(Runnable task) {
    if (own == null) {
      own = task; // the first one, from start
    } else if (task != own) {
      VirtualThreads.defaultScheduler().execute(task);
    } else if (place == Place.LENT && beside != null) {
      beside.submit();
    } else {
      wakeBlocked();
    }
  }

  private void wakeBlocked() {
    Thread waiting = blocked;
    if (waiting != null) {
      submitted = true;
      LockSupport.unpark(waiting);
    }
  }

  // ---- on the thread of the loop

  @Override
  void mount() {
    if (Thread.currentThread().isVirtual()) {
      // A generator may be used there, but one virtual thread cannot carry another.
      CompletableFuture.runAsync(this::carry, Beside.THREADS).join();
    } else {
      carry();
    }
  }

  private void carry() {
    boolean interrupted = Thread.interrupted(); // the JDK clears it when it carries a thread
    carrier = Thread.currentThread();
    gaveTurn = false;
    Runnable task = task();
    task.run();
    if (!gaveTurn && !ended()) {
      interrupted |= runWheneverSubmitted(task);
    }
    if (place == Place.LENDING && beside != null) {
      place = Place.LENT;
      beside.submit();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Runnable task() {
    if (own == null) {
      thread.start();
    }
    if (own == null) {
      throw new LinkageError("a virtual thread was started beside its scheduler");
    }
    return own;
  }

  /**
   * The fiber has stepped off and has kept its turn: it is blocked in the JDK, and so is the loop.
   *
   * @return whether the loop's thread was interrupted meanwhile
   */
  private boolean runWheneverSubmitted(Runnable task) {
    boolean interrupted = false;
    blocked = carrier;
    do {
      submitted = false;
      task.run(); // what was submitted before we could be seen waiting has been submitted for this
      while (!submitted && !gaveTurn && !ended()) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
    } while (!gaveTurn && !ended());
    blocked = null;
    return interrupted;
  }

  @Override
  StackTraceElement[] below() {
    Thread current = carrier;
    return current == null ? new StackTraceElement[0] : current.getStackTrace();
  }

  @Override
  void interrupt() {
    thread.interrupt();
  }

  // ---- on a thread beside the loop

  private void carryBeside() {
    if (place == Place.LENT) {
      task().run();
    }
    if (place == Place.COMING_BACK && ready != null) {
      Runnable call = ready;
      ready = null;
      place = Place.ON_LOOP;
      call.run();
    }
  }

  // ---- on the fiber's thread

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
    if (beside == null) {
      beside = new Beside(this::carryBeside);
    }
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
    ready = call;
    place = Place.COMING_BACK;
    stepOff();
  }

  @SuppressWarnings("ThreadPriorityCheck") // we are the scheduler that it relies on
  private static void stepOff() {
    Thread.yield();
  }

  private static IllegalStateException pinned() {
    return new IllegalStateException(
        "A coroutine cannot wait here: there is a native method or a class initializer on its"
            + " stack, and the thread cannot leave its carrier from inside that.");
  }
}
