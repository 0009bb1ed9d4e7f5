package twine.benchmarks.jmh;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * One call handed to a loop by another thread, among {@value #BATCH} of them; the last one is
 * waited for.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(CallFromThreadBenchmark.BATCH)
public class CallFromThreadBenchmark {
  static final int BATCH = 10_000;

  /** For JMH. */
  public CallFromThreadBenchmark() {}

  /** What the calls do: too little to measure, too much to be left out. */
  @State(Scope.Benchmark)
  public static class Counter {
    private int count;

    /** For JMH. */
    public Counter() {}

    private void increment() {
      count++;
    }

    private Object value() {
      return count;
    }
  }

  /** Twine's reactor. */
  @State(Scope.Benchmark)
  public static class Twine {
    private final Reactor reactor = Reactors.create();
    private final Thread thread = new Thread(reactor::run, "reactor");

    /** For JMH. */
    public Twine() {}

    /** Starts the reactor. */
    @Setup(Level.Trial)
    public void start() {
      thread.start();
    }

    /** Stops the reactor. */
    @TearDown(Level.Trial)
    public void stop() throws InterruptedException {
      reactor.callFromThread(reactor::stop);
      thread.join();
    }
  }

  /** Netty's event loop and the JDK's executor. */
  @State(Scope.Benchmark)
  public static class Others {
    private final MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    /** For JMH. */
    public Others() {}

    /** Stops both. */
    @TearDown(Level.Trial)
    public void stop() {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
      executor.shutdownNow();
    }
  }

  /** {@code callFromThread}. */
  @Benchmark
  public Object twine(Twine twine, Counter counter) throws Exception {
    for (int i = 1; i < BATCH; i++) {
      twine.reactor.callFromThread(counter::increment);
    }
    return twine.reactor.blockingCallFromThread(counter::value);
  }

  /** {@code EventLoop.execute}. */
  @Benchmark
  public Object nettyEventLoop(Others others, Counter counter) throws Exception {
    for (int i = 1; i < BATCH; i++) {
      others.loop.execute(counter::increment);
    }
    return others.loop.submit(counter::value).get();
  }

  /** {@code ExecutorService.execute}. */
  @Benchmark
  public Object executor(Others others, Counter counter) throws Exception {
    for (int i = 1; i < BATCH; i++) {
      others.executor.execute(counter::increment);
    }
    return others.executor.submit(counter::value).get();
  }
}
