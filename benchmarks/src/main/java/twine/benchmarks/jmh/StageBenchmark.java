package twine.benchmarks.jmh;

import io.netty.util.concurrent.DefaultPromise;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import twine.defer.Deferred;

/**
 * One stage of a chain, added and run: {@code addCallback} beside {@code thenApply}, Vert.x's
 * {@code map}, and what users of Netty write, whose futures have no such method: a listener that
 * fulfils the next promise. The chain has {@value #STAGES} of them, so that what its first object
 * costs hardly counts; the functions capture nothing, so that what is allocated is the stage's own.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StageBenchmark.STAGES)
public class StageBenchmark {
  static final int STAGES = 16;

  private Integer seed = 1;

  /** For JMH. */
  public StageBenchmark() {}

  /** The stages are added, then the value comes and runs them. */
  @Benchmark
  public Deferred<Integer> deferredFiredLast() {
    Deferred<Integer> deferred = new Deferred<>();
    Deferred<Integer> chain = deferred;
    for (int i = 0; i < STAGES; i++) {
      chain = chain.addCallback(value -> value + 1);
    }
    deferred.callback(seed);
    return chain;
  }

  /** The value is there, and each stage runs as it is added. */
  @Benchmark
  public Deferred<Integer> deferredFiredFirst() {
    Deferred<Integer> chain = Deferred.succeed(seed);
    for (int i = 0; i < STAGES; i++) {
      chain = chain.addCallback(value -> value + 1);
    }
    return chain;
  }

  /** {@link #deferredFiredLast} on the JDK's class. */
  @Benchmark
  public CompletableFuture<Integer> futureFiredLast() {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    CompletableFuture<Integer> chain = future;
    for (int i = 0; i < STAGES; i++) {
      chain = chain.thenApply(value -> value + 1);
    }
    future.complete(seed);
    return chain;
  }

  /** {@link #deferredFiredFirst} on the JDK's class. */
  @Benchmark
  public CompletableFuture<Integer> futureFiredFirst() {
    CompletableFuture<Integer> chain = CompletableFuture.completedFuture(seed);
    for (int i = 0; i < STAGES; i++) {
      chain = chain.thenApply(value -> value + 1);
    }
    return chain;
  }

  /** {@link #deferredFiredLast} on Netty's class. */
  @Benchmark
  public Promise<Integer> nettyFiredLast() {
    Promise<Integer> promise = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    Promise<Integer> chain = promise;
    for (int i = 0; i < STAGES; i++) {
      chain = nextOf(chain);
    }
    promise.setSuccess(seed);
    return chain;
  }

  /** {@link #deferredFiredFirst} on Netty's class. */
  @Benchmark
  public Promise<Integer> nettyFiredFirst() {
    Promise<Integer> chain = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    chain.setSuccess(seed);
    for (int i = 0; i < STAGES; i++) {
      chain = nextOf(chain);
    }
    return chain;
  }

  private static Promise<Integer> nextOf(Promise<Integer> promise) {
    Promise<Integer> next = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    promise.addListener(done -> next.setSuccess((Integer) done.getNow() + 1));
    return next;
  }

  /** {@link #deferredFiredLast} on Vert.x's class. */
  @Benchmark
  public Future<Integer> vertxFiredLast() {
    io.vertx.core.Promise<Integer> promise = io.vertx.core.Promise.promise();
    Future<Integer> chain = promise.future();
    for (int i = 0; i < STAGES; i++) {
      chain = chain.map(value -> value + 1);
    }
    promise.complete(seed);
    return chain;
  }

  /** {@link #deferredFiredFirst} on Vert.x's class. */
  @Benchmark
  public Future<Integer> vertxFiredFirst() {
    Future<Integer> chain = Future.succeededFuture(seed);
    for (int i = 0; i < STAGES; i++) {
      chain = chain.map(value -> value + 1);
    }
    return chain;
  }
}
