package twine.benchmarks.jmh;

import static twine.coroutine.Coroutine.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import twine.coroutine.BackEnd;
import twine.coroutine.Coroutine;
import twine.defer.Deferred;

/**
 * The steps of a coroutine on each back end, beside what does the same without one: a function that
 * gives a Deferred or a CompletableFuture; and for scale, two virtual threads of the JDK that take
 * turns on one carrier.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    jvmArgsPrepend = {
      "--add-opens=java.base/java.lang=ALL-UNNAMED",
      "-Djdk.virtualThreadScheduler.parallelism=1",
      "-Djdk.virtualThreadScheduler.maxPoolSize=1"
    })
public class CoroutineBenchmark {
  static final int BATCH = 1_000;

  private static final Integer VALUE = 1_000;

  /** For JMH. */
  public CoroutineBenchmark() {}

  /** A coroutine that waits over and over, and a Deferred that has been fired. */
  @State(Scope.Thread)
  public static class Coroutines {
    /** The back end; each is measured in JVMs of its own. */
    @Param public BackEnd backEnd;

    private final Deferred<Integer> fired = Deferred.succeed(VALUE);
    private Deferred<Integer> wanted = new Deferred<>();
    private int sum;

    /** For JMH. */
    public Coroutines() {
      backEnd = BackEnd.CARRIED;
    }

    /** Chooses the back end, and starts the coroutine that waits. */
    @Setup(Level.Trial)
    public void start() {
      if (backEnd == BackEnd.HANDED_OVER) {
        System.setProperty("twine.coroutine", "handed-over");
      }
      if (Coroutine.backEnd() != backEnd) {
        throw new IllegalStateException("coroutines are " + Coroutine.backEnd());
      }
      Coroutine.start(() -> {
        while (true) {
          wanted = new Deferred<>();
          sum += await(wanted);
        }
      });
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private int call() {
      return VALUE;
    }

    @CompilerControl(CompilerControl.Mode.DONT_INLINE)
    private int callAwait() throws Exception {
      return await(fired);
    }
  }

  /** Starts a coroutine that needs not wait. */
  @Benchmark
  public Object createAndRun(Coroutines state) {
    return Coroutine.start(() -> state.sum);
  }

  /** Fires what a coroutine waits for; it goes on, and waits for the next one. */
  @Benchmark
  public int suspendAndResume(Coroutines state) {
    state.wanted.callback(VALUE);
    return state.sum;
  }

  /** In a coroutine, a method that awaits what has been fired. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Object awaitFired(Coroutines state) {
    return Coroutine.start(() -> {
      int sum = 0;
      for (int i = 0; i < BATCH; i++) {
        sum += state.callAwait();
      }
      return sum;
    });
  }

  /** In a coroutine, a method that does not; what is above this is what the await costs. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Object plainCall(Coroutines state) {
    return Coroutine.start(() -> {
      int sum = 0;
      for (int i = 0; i < BATCH; i++) {
        sum += state.call();
      }
      return sum;
    });
  }

  /** A stage that waits for what is fired later. */
  @Benchmark
  public Deferred<Integer> deferredAsyncCallback() {
    Deferred<Integer> wanted = new Deferred<>();
    Deferred<Integer> end = Deferred.succeed(VALUE).addAsyncCallback(value -> wanted);
    wanted.callback(VALUE);
    return end;
  }

  /** The same with the JDK's class. */
  @Benchmark
  public CompletableFuture<Integer> futureThenCompose() {
    CompletableFuture<Integer> wanted = new CompletableFuture<>();
    CompletableFuture<Integer> end =
        CompletableFuture.completedFuture(VALUE).thenCompose(value -> wanted);
    wanted.complete(VALUE);
    return end;
  }

  /** Two virtual threads that take turns: one of them parks, having unparked the other. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public Object virtualThreadsTakeTurns() throws InterruptedException {
    return new Turns().run();
  }

  /** Whose turn it is. */
  private static final class Turns {
    private final Thread even = Thread.ofVirtual().unstarted(() -> takeEach(0));
    private final Thread odd = Thread.ofVirtual().unstarted(() -> takeEach(1));
    private volatile int taken;

    private int run() throws InterruptedException {
      odd.start();
      even.start();
      even.join();
      odd.join();
      return taken;
    }

    private void takeEach(int remainder) {
      for (int turn = remainder; turn < BATCH; turn += 2) {
        while (taken < turn) {
          LockSupport.park();
        }
        taken = turn + 1;
        LockSupport.unpark(remainder == 0 ? odd : even);
      }
    }
  }
}
