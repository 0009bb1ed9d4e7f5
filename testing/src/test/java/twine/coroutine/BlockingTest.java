package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static twine.coroutine.Coroutine.await;
import static twine.coroutine.Coroutine.blocking;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.Deferred;
import twine.loop.Loop;

/**
 * What blocks, in {@code blocking}, does not hold the reactor: each of these is let go by a timer
 * of that same reactor.
 */
@ExtendWith(NothingUnhandled.class)
@Timeout(60)
class BlockingTest {
  private final RealReactor real = new RealReactor();
  private final List<Object> seen = new ArrayList<>();

  @Test
  void waitingForAFutureHoldsNobodyUp() throws Exception {
    var future = new CompletableFuture<String>();
    real.afterSomeTicks(() -> future.complete("poem"));
    String got = real.run(() -> blocking(future::get));
    assertThat(got).isEqualTo("poem");
  }

  @Test
  void readingFromABlockingSocketHoldsNobodyUp() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      real.afterSomeTicks(() -> write(accepted, 42));
      int got = real.run(() -> blocking(() -> client.getInputStream().read()));
      assertThat(got).isEqualTo(42);
    }
  }

  private static void write(Socket socket, int value) {
    try {
      socket.getOutputStream().write(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void waitingForAProcessHoldsNobodyUp() throws Exception {
    Process process = new ProcessBuilder("cat").start();
    real.afterSomeTicks(() -> closeInput(process));
    int status = real.run(() -> blocking(process::waitFor));
    assertThat(status).isZero();
  }

  private static void closeInput(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void sleepingHoldsNobodyUp() throws Exception {
    var begun = new CompletableFuture<Thread>();
    real.afterSomeTicks(() -> begun.join().interrupt());
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() ->
            real.run(() ->
                blocking(() -> {
                  begun.complete(Thread.currentThread());
                  Thread.sleep(Duration.ofDays(1));
                  return "woke up";
                })));
  }

  @Test
  void aLockThatAnotherThreadHasHoldsNobodyUp() throws Exception {
    var lock = new ReentrantLock();
    try (var held = HeldElsewhere.lock(lock)) {
      real.afterSomeTicks(held::letGo);
      real.run(() -> {
        blocking(() -> {
          lock.lock();
          return "locked";
        });
        try {
          return seen.add(lock.isHeldByCurrentThread());
        } finally {
          lock.unlock();
        }
      });
    }
    assertThat(seen).containsExactly(true);
  }

  @Test
  void aMonitorThatAnotherThreadHasHoldsNobodyUp() throws Exception {
    var monitor = new Object();
    try (var held = HeldElsewhere.monitor(monitor)) {
      real.afterSomeTicks(held::letGo);
      String got =
          real.run(() ->
              blocking(() -> {
                synchronized (monitor) {
                  return "got in";
                }
              }));
      assertThat(got).isEqualTo("got in");
    }
  }

  @Test
  void waitingToBeNotifiedHoldsNobodyUp() throws Exception {
    var poem = new ArrayList<String>();
    real.afterSomeTicks(() -> {
      synchronized (poem) {
        poem.add("poem");
        poem.notifyAll();
      }
    });
    Object got =
        real.run(() ->
            blocking(() -> {
              synchronized (poem) {
                while (poem.isEmpty()) {
                  poem.wait();
                }
                return poem.getFirst();
              }
            }));
    assertThat(got).isEqualTo("poem");
  }

  @Test
  void parkingHoldsNobodyUp() throws Exception {
    var future = new CompletableFuture<Thread>();
    real.afterSomeTicks(() -> {
      seen.add("ticked");
      LockSupport.unpark(future.join());
    });
    real.run(() ->
        blocking(() -> {
          future.complete(Thread.currentThread());
          while (seen.isEmpty()) {
            LockSupport.park();
          }
          return "unparked";
        }));
    assertThat(seen).containsExactly("ticked");
  }

  @Test
  @SuppressWarnings("ThreadPriorityCheck") // yielding is what it is about
  void workThatOnlyComputesHoldsNobodyUp() throws Exception {
    var future = new CompletableFuture<String>();
    real.afterSomeTicks(() -> future.complete("computed"));
    Object got =
        real.run(() ->
            blocking(() -> {
              while (!future.isDone()) {
                Thread.yield(); // steps off, and must come back on the same side
              }
              return future.join();
            }));
    assertThat(got).isEqualTo("computed");
  }

  @Test
  void theWorkIsOffTheLoopAndWhatFollowsIsOnIt() throws Exception {
    real.run(() -> {
      seen.add(real.reactor.inLoop());
      seen.add(blocking(() -> real.reactor.inLoop() || Loop.current() != null));
      seen.add(real.reactor.inLoop());
      seen.add(Loop.current() == real.reactor);
      real.reactor.callLater(Duration.ZERO, () -> seen.add("timer"));
      return await(real.later(Duration.ofMillis(1)));
    });
    assertThat(seen).containsExactly(true, false, true, true, "timer");
  }

  @Test
  void theWorkIsOnTheCoroutinesOwnThread() throws Exception {
    real.run(() -> {
      seen.add(Thread.currentThread());
      seen.add(blocking(Thread::currentThread));
      return seen.add(Thread.currentThread());
    });
    assertThat(seen).hasSize(3);
    assertThat(seen.getFirst()).isSameAs(seen.get(1)).isSameAs(seen.getLast());
  }

  @Test
  void whatTheWorkThrowsIsThrown() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            real.run(() ->
                blocking(() -> {
                  throw new IOException("no poem");
                })))
        .withMessage("no poem");
  }

  @Test
  void anErrorInTheWorkIsThrown() {
    assertThatExceptionOfType(StackOverflowError.class)
        .isThrownBy(() ->
            real.run(() ->
                blocking(() -> {
                  throw new StackOverflowError("on purpose");
                })));
  }

  @Test
  void awaitInTheWorkIsRefused() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> real.run(() -> blocking(() -> await(new Deferred<String>()))))
        .withMessageContaining("given to blocking");
  }

  @Test
  void startInTheWorkIsRefused() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> real.run(() -> blocking(() -> Coroutine.start(() -> ""))))
        .withMessageContaining("given to blocking");
  }

  @Test
  void blockingMayBeUsedAgainAndAgain() throws Exception {
    int rounds =
        real.run(() -> {
          int count = 0;
          for (int i = 0; i < 1_000; i++) {
            int before = count;
            count = blocking(() -> before + 1);
          }
          return count;
        });
    assertThat(rounds).isEqualTo(1_000);
  }

  @Test
  void manyMayBlockAtOnce() throws Exception {
    var release = new CountDownLatch(1);
    real.afterSomeTicks(release::countDown);
    int ended =
        real.run(() -> {
          var all = new ArrayList<Deferred<Integer>>();
          for (int i = 0; i < 1_000; i++) {
            all.add(
                Coroutine.start(() ->
                    blocking(() -> {
                      release.await();
                      return 1;
                    })));
          }
          int sum = 0;
          for (Deferred<Integer> one : all) {
            sum += await(one);
          }
          return sum;
        });
    assertThat(ended).isEqualTo(1_000);
  }

  @Test
  void threadsThatACoroutineStartsDoNotNeedTheLoop() throws Exception {
    Object got =
        real.run(() -> {
          var future = new CompletableFuture<String>();
          Thread.ofVirtual()
              .start(() -> {
                LockSupport.parkNanos(1); // so that it is submitted again
                future.complete("poem");
              });
          return future.get(); // the loop waits here
        });
    assertThat(got).isEqualTo("poem");
  }

  @Test
  void aSocketMayBeReadWhileTheLoopWaits() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      int got =
          real.run(() -> {
            Thread reader = Thread.currentThread();
            Thread.ofPlatform()
                .start(() -> {
                  StrictnessTest.awaitBlocked(reader);
                  write(accepted, 42);
                });
            return client.getInputStream().read();
          });
      assertThat(got).isEqualTo(42);
    }
  }

  @Test
  void anInterruptThatNobodyCancelledIsTheWorks() throws Exception {
    real.run(() -> {
      seen.add(
          blocking(() -> {
            Thread.currentThread().interrupt();
            return "interrupted itself";
          }));
      return seen.add(Thread.interrupted());
    });
    assertThat(seen).containsExactly("interrupted itself", true);
  }

  @Test
  void whatTheFutureFailsWithIsThrown() {
    var future = new CompletableFuture<String>();
    real.afterSomeTicks(() -> future.completeExceptionally(new IOException("no poem")));
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> real.run(() -> blocking(future::get)))
        .withCauseInstanceOf(IOException.class);
  }
}
