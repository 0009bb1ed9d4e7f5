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
import org.openjdk.jmh.annotations.Threads;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * One call handed to a loop by another thread, among {@value #BATCH} of them; the last one is
 * waited for. From one thread, and from four at a time: what is shown then is how long one of them
 * takes for one of its own calls.
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

    private Object call(Counter counter) throws Exception {
      for (int i = 1; i < BATCH; i++) {
        reactor.callFromThread(counter::increment);
      }
      return reactor.blockingCallFromThread(counter::value);
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

    private Object call(ExecutorService loop, Counter counter) throws Exception {
      for (int i = 1; i < BATCH; i++) {
        loop.execute(counter::increment);
      }
      return loop.submit(counter::value).get();
    }
  }

  /** {@code callFromThread}. */
  @Benchmark
  public Object twine(Twine twine, Counter counter) throws Exception {
    return twine.call(counter);
  }

  /** {@code callFromThread}, from four threads. */
  @Benchmark
  @Threads(4)
  public Object twineFromFour(Twine twine, Counter counter) throws Exception {
    return twine.call(counter);
  }

  /** {@code EventLoop.execute}. */
  @Benchmark
  public Object nettyEventLoop(Others others, Counter counter) throws Exception {
    return others.call(others.loop, counter);
  }

  /** {@code EventLoop.execute}, from four threads. */
  @Benchmark
  @Threads(4)
  public Object nettyEventLoopFromFour(Others others, Counter counter) throws Exception {
    return others.call(others.loop, counter);
  }

  /** {@code ExecutorService.execute}. */
  @Benchmark
  public Object executor(Others others, Counter counter) throws Exception {
    return others.call(others.executor, counter);
  }

  /** {@code ExecutorService.execute}, from four threads. */
  @Benchmark
  @Threads(4)
  public Object executorFromFour(Others others, Counter counter) throws Exception {
    return others.call(others.executor, counter);
  }
}
