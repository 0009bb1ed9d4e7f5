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
 * One stage that waits for something else, which is fired afterwards: {@code addAsyncCallback}
 * beside {@code thenCompose}, Vert.x's {@code compose}, and listeners of Netty's that fulfil the
 * next promise. Each of {@value #STAGES} waits for something of its own, one after the other.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(NestedBenchmark.STAGES)
public class NestedBenchmark {
  static final int STAGES = 16;

  private Integer seed = 1;

  /** For JMH. */
  public NestedBenchmark() {}

  /** Twine's. */
  @Benchmark
  public Deferred<Integer> deferred() {
    Deferred<Integer> chain = Deferred.succeed(seed);
    for (int i = 0; i < STAGES; i++) {
      Deferred<Integer> wanted = new Deferred<>();
      chain = chain.addAsyncCallback(value -> wanted);
      wanted.callback(seed);
    }
    return chain;
  }

  /** The JDK's. */
  @Benchmark
  public CompletableFuture<Integer> future() {
    CompletableFuture<Integer> chain = CompletableFuture.completedFuture(seed);
    for (int i = 0; i < STAGES; i++) {
      CompletableFuture<Integer> wanted = new CompletableFuture<>();
      chain = chain.thenCompose(value -> wanted);
      wanted.complete(seed);
    }
    return chain;
  }

  /** Netty's. */
  @Benchmark
  public Promise<Integer> netty() {
    Promise<Integer> chain = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
    chain.setSuccess(seed);
    for (int i = 0; i < STAGES; i++) {
      Promise<Integer> wanted = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
      Promise<Integer> next = new DefaultPromise<>(ImmediateEventExecutor.INSTANCE);
      chain.addListener(done -> wanted.addListener(it -> next.setSuccess((Integer) it.getNow())));
      wanted.setSuccess(seed);
      chain = next;
    }
    return chain;
  }

  /** Vert.x's. */
  @Benchmark
  public Future<Integer> vertx() {
    Future<Integer> chain = Future.succeededFuture(seed);
    for (int i = 0; i < STAGES; i++) {
      io.vertx.core.Promise<Integer> wanted = io.vertx.core.Promise.promise();
      chain = chain.compose(value -> wanted.future());
      wanted.complete(seed);
    }
    return chain;
  }
}
