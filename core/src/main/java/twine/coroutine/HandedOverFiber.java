package twine.coroutine;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fiber on an ordinary virtual thread, and a turn that is handed to and fro: whoever does not
 * have it waits. Slower than {@link CarriedFiber} by two wake-ups for each turn, but it asks
 * nothing of the JDK.
 */
final class HandedOverFiber extends Fiber {
  /** How long to watch for the turn before parking: it often comes back within a microsecond. */
  private static final int SPINS = 500;

  private final Thread thread;
  private volatile @Nullable Thread loopThread;
  private volatile boolean fiberHasTurn;
  private boolean started;

  HandedOverFiber(Runnable body) {
    super(body);
    thread =
        Thread.ofVirtual()
            .name("coroutine")
            .inheritInheritableThreadLocals(false)
            .unstarted(() -> {
              try {
                runBody();
              } finally {
                handBack();
              }
            });
  }

  @Override
  void mount() {
    loopThread = Thread.currentThread();
    fiberHasTurn = true;
    if (started) {
      LockSupport.unpark(thread);
    } else {
      started = true;
      thread.start();
    }
    awaitTurn(false);
  }

  @Override
  void unmount() {
    handBack();
    awaitTurn(true);
  }

  @Override
  void lend() {
    handBack();
  }

  @Override
  void giveBack(Runnable call) {
    call.run();
    awaitTurn(true);
  }

  private void handBack() {
    Thread loop = loopThread;
    fiberHasTurn = false;
    LockSupport.unpark(loop);
  }

  /** Waits, as the fiber or as the loop, for one's turn. */
  private void awaitTurn(boolean asFiber) {
    for (int i = 0; i < SPINS && fiberHasTurn != asFiber; i++) {
      Thread.onSpinWait();
    }
    boolean interrupted = false;
    while (fiberHasTurn != asFiber) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  void interrupt() {
    thread.interrupt();
  }

  @Override
  StackTraceElement[] below() {
    Thread loop = loopThread;
    return loop == null ? new StackTraceElement[0] : loop.getStackTrace();
  }
}
