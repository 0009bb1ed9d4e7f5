package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Between two awaits nothing else runs on the loop, whatever the code does. In each of these it
 * blocks in the JDK, and somebody on another thread lets it go once it really does.
 */
@ExtendWith(NothingUnhandled.class)
@Timeout(60)
class StrictnessTest {
  private final RealReactor real = new RealReactor();
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  /** Runs {@code blocks} in a coroutine while the loop has something else to do. */
  private void runWhileOthersWait(Callable<?> blocks, Runnable letGo) throws Exception {
    real.run(() -> {
      real.reactor.execute(() -> seen.add("another event"));
      real.reactor.callLater(Duration.ZERO, () -> seen.add("a timer"));
      Thread coroutine = Thread.currentThread();
      Thread other =
          Thread.ofPlatform()
              .start(() -> {
                awaitBlocked(coroutine);
                seen.add("let go");
                letGo.run();
              });
      blocks.call();
      seen.add("went on");
      Coroutine.await(real.later(Duration.ofMillis(1)));
      return other.join(Duration.ofSeconds(10));
    });
    assertThat(seen).startsWith("let go", "went on").contains("another event", "a timer");
  }

  /** Returns when {@code thread} cannot go on by itself. */
  @SuppressWarnings("ThreadPriorityCheck") // there is nothing to be told by
  static void awaitBlocked(Thread thread) {
    while (switch (thread.getState()) {
      case WAITING, TIMED_WAITING, BLOCKED -> false;
      default -> true;
    }) {
      Thread.yield();
    }
  }

  @Test
  void aFutureKeepsTheLoopWaiting() throws Exception {
    var future = new CompletableFuture<String>();
    runWhileOthersWait(future::get, () -> future.complete(""));
  }

  @Test
  @SuppressWarnings("LockNotBeforeTry") // there is nothing between the two
  void aContendedLockKeepsTheLoopWaiting() throws Exception {
    var lock = new ReentrantLock();
    try (var held = HeldElsewhere.lock(lock)) {
      runWhileOthersWait(
          () -> {
            lock.lock();
            lock.unlock();
            return "";
          },
          held::letGo);
    }
  }

  @Test
  void aContendedMonitorKeepsTheLoopWaiting() throws Exception {
    var monitor = new Object();
    try (var held = HeldElsewhere.monitor(monitor)) {
      runWhileOthersWait(
          () -> {
            synchronized (monitor) {
              return "";
            }
          },
          held::letGo);
    }
  }

  @Test
  void waitingToBeNotifiedKeepsTheLoopWaiting() throws Exception {
    var told = new ArrayList<String>();
    runWhileOthersWait(
        () -> {
          synchronized (told) {
            while (told.isEmpty()) {
              told.wait();
            }
            return "";
          }
        },
        () -> {
          synchronized (told) {
            told.add("");
            told.notifyAll();
          }
        });
  }

  @Test
  void aSleepKeepsTheLoopWaiting() throws Exception {
    var sleeper = new CompletableFuture<Thread>();
    runWhileOthersWait(
        () -> {
          sleeper.complete(Thread.currentThread());
          try {
            Thread.sleep(Duration.ofDays(1));
          } catch (InterruptedException e) {
            return "";
          }
          throw new AssertionError("a day has passed");
        },
        () -> sleeper.join().interrupt());
  }

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // yielding is what it is about
  void aYieldGivesNoTurnAway() throws Exception {
    real.run(() -> {
      real.reactor.execute(() -> seen.add("another event"));
      for (int i = 0; i < 1_000; i++) {
        Thread.yield();
      }
      return seen.add("went on");
    });
    assertThat(seen).first().isEqualTo("went on");
  }

  @Test
  void strayUnparksDoNotEndAnAwait() throws Exception {
    real.run(() -> {
      Thread coroutine = Thread.currentThread();
      real.reactor.execute(() -> {
        LockSupport.unpark(coroutine);
        seen.add("unparked");
      });
      Coroutine.await(real.later(Duration.ofMillis(1)));
      return seen.add("went on");
    });
    assertThat(seen).containsExactly("unparked", "went on");
  }

  @Test
  void anInterruptDoesNotEndAnAwaitAndIsKept() throws Exception {
    real.run(() -> {
      Thread coroutine = Thread.currentThread();
      real.reactor.execute(coroutine::interrupt);
      Coroutine.await(real.later(Duration.ofMillis(1)));
      return seen.add("interrupted: " + Thread.interrupted());
    });
    assertThat(seen).containsExactly("interrupted: true");
  }

  @Test
  void anInterruptOfTheLoopsThreadIsNotLostInACoroutine() {
    Thread.currentThread().interrupt();
    Coroutine.start(() -> seen.add("coroutine: " + Thread.currentThread().isInterrupted()));
    seen.add("loop: " + Thread.interrupted());
    assertThat(seen).containsExactly("coroutine: false", "loop: true");
  }
}
