package twine.benchmarks.jmh;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import twine.defer.Deferred;

/**
 * One stage of a chain, added and run: {@code addCallback} beside {@code thenApply}. The chain has
 * {@value #STAGES} of them, so that what its first object costs hardly counts; the functions
 * capture nothing, so that what is allocated is the stage's own.
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
  public void deferredFiredLast(Blackhole sink) {
    Deferred<Integer> deferred = new Deferred<>();
    Deferred<Integer> chain = deferred;
    for (int i = 0; i < STAGES; i++) {
      chain = chain.addCallback(value -> value + 1);
    }
    deferred.callback(seed);
    sink.consume(chain);
  }

  /** The value is there, and each stage runs as it is added. */
  @Benchmark
  public void deferredFiredFirst(Blackhole sink) {
    Deferred<Integer> chain = Deferred.succeed(seed);
    for (int i = 0; i < STAGES; i++) {
      chain = chain.addCallback(value -> value + 1);
    }
    sink.consume(chain);
  }

  /** {@link #deferredFiredLast} on the JDK's class. */
  @Benchmark
  public void futureFiredLast(Blackhole sink) {
    CompletableFuture<Integer> future = new CompletableFuture<>();
    CompletableFuture<Integer> chain = future;
    for (int i = 0; i < STAGES; i++) {
      chain = chain.thenApply(value -> value + 1);
    }
    future.complete(seed);
    sink.consume(chain);
  }

  /** {@link #deferredFiredFirst} on the JDK's class. */
  @Benchmark
  public void futureFiredFirst(Blackhole sink) {
    CompletableFuture<Integer> chain = CompletableFuture.completedFuture(seed);
    for (int i = 0; i < STAGES; i++) {
      chain = chain.thenApply(value -> value + 1);
    }
    sink.consume(chain);
  }
}
