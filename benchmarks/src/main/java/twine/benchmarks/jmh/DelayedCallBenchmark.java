package twine.benchmarks.jmh;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
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
import twine.loop.DelayedCall;
import twine.reactor.Reactor;
import twine.reactor.Reactors;

/**
 * While {@value #PENDING} delayed calls are pending, one of them, chosen at random, is cancelled
 * and a new one scheduled in its place. None ever comes due.
 *
 * <p>What has an event loop does so on its loop, in batches that are handed over from outside, so
 * that whatever the loop does about its calls between two events is counted. Netty's wheel links
 * and unlinks its entries on a thread of its own: only the CPU time of the whole process shows
 * that.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(DelayedCallBenchmark.BATCH)
public class DelayedCallBenchmark {
  static final int PENDING = 1_000_000;
  static final int BATCH = 10_000;

  /** For JMH. */
  public DelayedCallBenchmark() {}

  private static void nothing() {}

  /** Which call is next, and how long its successor is to wait. */
  abstract static class Draws {
    private final SplittableRandom random = new SplittableRandom(20_260_101);
    private final Duration[] delays = new Duration[4_096];

    Draws() {
      for (int i = 0; i < delays.length; i++) {
        delays[i] = Duration.ofMillis(random.nextInt(600_000, 3_600_000));
      }
    }

    final int nextCall() {
      return random.nextInt(PENDING);
    }

    final Duration nextDelay() {
      return delays[random.nextInt(delays.length)];
    }
  }

  /** Twine's reactor. */
  @State(Scope.Benchmark)
  public static class Twine extends Draws {
    private final Reactor reactor = Reactors.create();
    private final DelayedCall[] pending = new DelayedCall[PENDING];
    private final Thread thread = new Thread(reactor::run, "reactor");

    /** For JMH. */
    public Twine() {}

    /** Schedules the first calls. */
    @Setup(Level.Trial)
    public void fill() {
      for (int i = 0; i < PENDING; i++) {
        pending[i] = reactor.callLater(nextDelay(), DelayedCallBenchmark::nothing);
      }
      thread.start();
    }

    /** Stops the reactor. */
    @TearDown(Level.Trial)
    public void stop() throws InterruptedException {
      reactor.callFromThread(reactor::stop);
      thread.join();
    }

    private Object replaceSome() {
      for (int i = 0; i < BATCH; i++) {
        int which = nextCall();
        pending[which].cancel();
        pending[which] = reactor.callLater(nextDelay(), DelayedCallBenchmark::nothing);
      }
      return pending;
    }
  }

  /** Netty's event loop. */
  @State(Scope.Benchmark)
  public static class NettyLoop extends Draws {
    private final MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final Future<?>[] pending = new Future<?>[PENDING];

    /** For JMH. */
    public NettyLoop() {}

    /** Schedules the first calls. */
    @Setup(Level.Trial)
    public void fill() throws Exception {
      loop.submit(
              () -> {
                for (int i = 0; i < PENDING; i++) {
                  schedule(i);
                }
              })
          .get();
    }

    /** Stops the loop. */
    @TearDown(Level.Trial)
    public void stop() {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void schedule(int which) {
      pending[which] =
          loop.schedule(DelayedCallBenchmark::nothing, nextDelay().toNanos(), TimeUnit.NANOSECONDS);
    }

    private Object replaceSome() {
      for (int i = 0; i < BATCH; i++) {
        int which = nextCall();
        pending[which].cancel(false);
        schedule(which);
      }
      return pending;
    }
  }

  /** Netty's timing wheel. */
  @State(Scope.Benchmark)
  public static class NettyWheel extends Draws {
    private final HashedWheelTimer timer = new HashedWheelTimer(1, TimeUnit.MILLISECONDS);
    private final Timeout[] pending = new Timeout[PENDING];

    /** For JMH. */
    public NettyWheel() {}

    /** Schedules the first calls. */
    @Setup(Level.Trial)
    public void fill() {
      for (int i = 0; i < PENDING; i++) {
        schedule(i);
      }
    }

    /** Stops the wheel. */
    @TearDown(Level.Trial)
    public void stop() {
      timer.stop();
    }

    private void schedule(int which) {
      pending[which] = timer.newTimeout(timeout -> {}, nextDelay().toNanos(), TimeUnit.NANOSECONDS);
    }

    private Object replaceSome() {
      for (int i = 0; i < BATCH; i++) {
        int which = nextCall();
        pending[which].cancel();
        schedule(which);
      }
      return pending;
    }
  }

  /** The JDK's executor. */
  @State(Scope.Benchmark)
  public static class Executor extends Draws {
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    private final Future<?>[] pending = new Future<?>[PENDING];

    /** For JMH. */
    public Executor() {}

    /** Schedules the first calls. */
    @Setup(Level.Trial)
    public void fill() {
      executor.setRemoveOnCancelPolicy(true);
      for (int i = 0; i < PENDING; i++) {
        schedule(i);
      }
    }

    /** Stops the executor. */
    @TearDown(Level.Trial)
    public void stop() {
      executor.shutdownNow();
    }

    private void schedule(int which) {
      pending[which] =
          executor.schedule(
              DelayedCallBenchmark::nothing, nextDelay().toNanos(), TimeUnit.NANOSECONDS);
    }

    private Object replaceSome() {
      for (int i = 0; i < BATCH; i++) {
        int which = nextCall();
        pending[which].cancel(false);
        schedule(which);
      }
      return pending;
    }
  }

  /** {@code callLater} and {@code cancel}. */
  @Benchmark
  public Object twine(Twine twine) throws Exception {
    return twine.reactor.blockingCallFromThread(twine::replaceSome);
  }

  /** {@code EventLoop.schedule} and {@code cancel}. */
  @Benchmark
  public Object nettyEventLoop(NettyLoop netty) throws Exception {
    return netty.loop.submit(netty::replaceSome).get();
  }

  /** {@code newTimeout} and {@code cancel}. */
  @Benchmark
  public Object nettyWheel(NettyWheel netty) {
    return netty.replaceSome();
  }

  /** {@code schedule} and {@code cancel}. */
  @Benchmark
  public Object scheduledExecutor(Executor executor) {
    return executor.replaceSome();
  }
}
