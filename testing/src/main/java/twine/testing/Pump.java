package twine.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import twine.loop.CurrentLoop;
import twine.loop.Loop;
import twine.net.ClientFactory;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.TcpPort;
import twine.reactor.ListenOptions;
import twine.reactor.Reactor;
import twine.reactor.spi.KernelReactor;

/**
 * Two protocols that talk to each other as fast as the test lets them (Twisted's {@code iosim}).
 *
 * <pre>{@code
 * try (var pump = new Pump(MemoryOptions.DEFAULT.withMaxChunk(1))) { // byte by byte
 *   pump.connect(server, client);
 *   pump.flush();
 *   assertThat(client.poem()).isEqualTo(POEM);
 *   server.transport().abortConnection();
 *   pump.flush();
 *   assertThat(client.lost()).isNotNull();
 * }
 * }</pre>
 *
 * <p>The connection is one of a real reactor in memory, so its transports do all that transports
 * do: they buffer within bounds, tell producers to pause, close after the bytes and reset before
 * them. What differs from {@link MemoryReactors} is that the reactor is never run: the test has it
 * make turns, and may look at both ends between them. {@link MemoryOptions} say how the bytes are
 * cut.
 *
 * <p>What the protocols throw is logged, as by every reactor, and drops their connection; {@link
 * LoggedErrors} hears of it.
 *
 * <p><b>Thread rule.</b> What is connected by a pump belongs to the thread, or the coroutine, that
 * has last called one of its methods.
 */
public final class Pump implements AutoCloseable {
  /** More turns than any conversation needs that gets somewhere. */
  private static final int STANDSTILL = 100_000;

  private final MemoryDriver driver;
  private final KernelReactor reactor;

  /** Bytes are moved as they were written. */
  public Pump() {
    this(MemoryOptions.DEFAULT);
  }

  /** Bytes are moved as {@code options} say. */
  public Pump(MemoryOptions options) {
    driver = new MemoryDriver(options);
    reactor = new KernelReactor(driver);
    reactor.start();
  }

  /** The reactor under the connections, for protocols that need its clock. */
  public Reactor reactor() {
    return reactor;
  }

  /**
   * Connects two protocols. When this returns, both have been told that the connection is made, and
   * what they have written in answer to that may be on its way. Any number of pairs may be
   * connected, one after the other.
   *
   * @throws IllegalStateException if there is no connection, because one of them has dropped it at
   *     once
   */
  public void connect(Protocol server, Protocol client) {
    onLoop(() -> {
      TcpPort port = reactor.listenTcp(0, Factory.of(() -> server), ListenOptions.LOOPBACK);
      reactor.connectTcp(port.getHost(), ClientFactory.of(() -> client));
      turnUntil(() -> server.connected() && client.connected());
      port.stopListening();
    });
    if (!server.connected() || !client.connected()) {
      throw new IllegalStateException("the connection was dropped as soon as it was made");
    }
  }

  private void onLoop(Runnable work) {
    Loop before = CurrentLoop.enter(reactor);
    try {
      work.run();
    } finally {
      CurrentLoop.enter(before);
    }
  }

  /**
   * Makes one turn: each end is given at most one portion of what the other one has sent, and can
   * send once.
   */
  public void turn() {
    driver.wakeup(); // so that it does not wait
    reactor.turn();
  }

  /**
   * Makes turns until nobody has anything to do any more at this moment. Delayed calls whose time
   * has come are made.
   *
   * @throws IllegalStateException if that does not come to an end, because the protocols always
   *     have something to say
   */
  public void flush() {
    turnUntil(() -> false);
  }

  private void turnUntil(BooleanSupplier isEnough) {
    for (int turns = 0; isBusy() && !isEnough.getAsBoolean(); turns++) {
      if (turns == STANDSTILL) {
        throw new IllegalStateException(
            "somebody has still something to do after " + STANDSTILL + " turns");
      }
      turn();
    }
  }

  private boolean isBusy() {
    return reactor.running() && (driver.hasNews() || reactor.timeout() == 0);
  }

  /**
   * Lets time pass. Each delayed call that becomes due is made at its moment, and what follows from
   * it is done before the next one.
   *
   * @throws IllegalArgumentException if the time is negative
   * @throws IllegalStateException as {@link #flush}
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + time);
    }
    long left = time.toNanos();
    flush();
    while (left > 0) {
      long next = reactor.timeout();
      long step = next < 0 ? left : Math.min(next, left);
      driver.letPass(step);
      left -= step;
      flush();
    }
  }

  /** Stops the reactor: connections that are still there are lost. */
  @Override
  public void close() {
    if (reactor.running()) {
      onLoop(reactor::stop);
      flush();
    }
  }
}
