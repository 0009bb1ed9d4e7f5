package twine.coroutine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;

/** A lock or a monitor that another thread holds until it is told to let go. */
final class HeldElsewhere implements AutoCloseable {
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private Thread owner = Thread.currentThread();

  private HeldElsewhere() {}

  /** Returns when {@code lock} is held. */
  static HeldElsewhere lock(Lock lock) throws InterruptedException {
    var holder = new HeldElsewhere();
    return holder.by(() -> {
      lock.lock();
      try {
        holder.hold();
      } finally {
        lock.unlock();
      }
    });
  }

  /** Returns when the monitor of {@code object} is held. */
  static HeldElsewhere monitor(Object object) throws InterruptedException {
    var holder = new HeldElsewhere();
    return holder.by(() -> {
      synchronized (object) {
        holder.hold();
      }
    });
  }

  private HeldElsewhere by(Runnable task) throws InterruptedException {
    owner = Thread.ofPlatform().start(task);
    held.await();
    return this;
  }

  private void hold() {
    held.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void letGo() {
    release.countDown();
  }

  @Override
  public void close() throws InterruptedException {
    letGo();
    owner.join();
  }
}
