package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;
import static twine.coroutine.Coroutine.blocking;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import twine.defer.Deferred;

/**
 * Looking at the stacks of coroutines from outside, which stops them for a moment.
 *
 * <p>A dump of all threads is taken only once, when nothing moves: JDK 25.0.3 crashes when it dumps
 * virtual threads, of whatever program, that just then begin or end a turn.
 */
@ExtendWith(NothingUnhandled.class)
@Timeout(120)
class StacksFromOutsideTest {
  private static final int COROUTINES = 50;

  private final RealReactor real = new RealReactor();
  private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());

  @TempDir Path directory;

  private volatile boolean over;

  private Path dump() throws Exception {
    Path file = directory.resolve("dump");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
    return file;
  }

  /** Takes the stack of each coroutine until all is over, and at least three times. */
  private void watch() {
    for (int looks = 0; !over || looks < 3; looks++) {
      for (Thread thread : List.copyOf(threads)) {
        thread.getStackTrace();
      }
    }
  }

  private <T> T runWatched(Callable<T> body) throws Exception {
    var watcher = new FutureTask<>(this::watch, null);
    Thread.ofPlatform().start(watcher);
    try {
      return real.run(body);
    } finally {
      over = true;
      watcher.get();
    }
  }

  /** Starts many that do {@code work}, and gives the sum of what it returns when all have ended. */
  private int sumOfMany(Callable<Integer> work) throws Exception {
    var outcomes = new ArrayList<Deferred<Integer>>();
    for (int i = 0; i < COROUTINES; i++) {
      outcomes.add(
          Coroutine.start(() -> {
            threads.add(Thread.currentThread());
            return work.call();
          }));
    }
    int sum = 0;
    for (Deferred<Integer> outcome : outcomes) {
      sum += await(outcome);
    }
    return sum;
  }

  @Test
  void looksDoNoHarmToCoroutinesThatWaitAndGoOn() throws Exception {
    int rounds = 200;
    int sum =
        runWatched(() ->
            sumOfMany(() -> {
              int ticks = 0;
              for (int i = 0; i < rounds; i++) {
                await(real.later(Duration.ZERO));
                ticks++;
              }
              return ticks;
            }));
    assertThat(sum).isEqualTo(COROUTINES * rounds);
  }

  @Test
  void looksDoNoHarmToCoroutinesThatGoBesideTheLoopAndComeBack() throws Exception {
    int rounds = 50;
    int sum =
        runWatched(() ->
            sumOfMany(() -> {
              int offLoop = 0;
              for (int i = 0; i < rounds; i++) {
                offLoop += blocking(() -> real.reactor.inLoop() ? 0 : 1);
                if (!real.reactor.inLoop()) {
                  throw new AssertionError("not back on the loop");
                }
              }
              return offLoop;
            }));
    assertThat(sum).isEqualTo(COROUTINES * rounds);
  }

  @Test
  void looksDoNoHarmToCoroutinesThatBlockTheLoop() throws Exception {
    var lock = new ReentrantLock();
    int sum =
        runWatched(() ->
            sumOfMany(() -> {
              for (int i = 0; i < 10; i++) {
                Thread.sleep(Duration.ofNanos(1));
                lock.lockInterruptibly();
                lock.unlock();
              }
              return 10;
            }));
    assertThat(sum).isEqualTo(COROUTINES * 10);
  }

  @Test
  void aCoroutineThatWaitsIsInTheDump() throws Exception {
    String text =
        real.run(() -> {
          Deferred<String> waiting = Coroutine.start(this::waitForThePoem);
          String dumped = blocking(() -> Files.readString(dump()));
          waiting.handle(failure -> {});
          waiting.cancel();
          return dumped;
        });
    assertThat(text).contains("\"coroutine\" virtual").contains("waitForThePoem");
  }

  private String waitForThePoem() throws Exception {
    return await(new Deferred<String>());
  }
}
