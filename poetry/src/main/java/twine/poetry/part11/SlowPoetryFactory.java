package twine.poetry.part11;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.loop.DelayedCall;
import twine.loop.Timers;
import twine.net.FactoryProtocol;
import twine.net.PushProducer;
import twine.net.ServerFactory;

/**
 * Serves a poem slowly, to any number of clients at once (Part 11, exercise 3): where the blocking
 * server sleeps, this one asks to be called later.
 */
public final class SlowPoetryFactory extends ServerFactory {
  private final Timers timers;
  private final Supplier<ByteBuffer> poem;
  private final int numBytes;
  private final Duration delay;

  /**
   * Makes a factory.
   *
   * @param timers what waits
   * @param poem the poem; it is not changed
   * @param numBytes how many bytes to send at a time, at least 1
   * @param delay how long to wait after each time
   */
  public SlowPoetryFactory(Timers timers, ByteBuffer poem, int numBytes, Duration delay) {
    this(timers, () -> poem, numBytes, delay);
  }

  /** The same with a poem that is asked for when a client comes. */
  public SlowPoetryFactory(Timers timers, Supplier<ByteBuffer> poem, int numBytes, Duration delay) {
    super(SlowPoetryProtocol::new);
    this.timers = timers;
    this.poem = poem;
    this.numBytes = numBytes;
    this.delay = delay;
  }

  /** Serves one client, for as long as it wants to be served, and no faster than it listens. */
  private static final class SlowPoetryProtocol extends FactoryProtocol<SlowPoetryFactory>
      implements PushProducer {
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean paused;
    private @Nullable DelayedCall next;

    @Override
    public void connectionMade() {
      rest = factory().poem.get().duplicate();
      transport().registerProducer(this);
      sendSome();
    }

    private void sendSome() {
      if (!rest.hasRemaining()) {
        transport().unregisterProducer();
        transport().loseConnection();
        return;
      }
      int bytes = Math.min(factory().numBytes, rest.remaining());
      transport().write(rest.slice(rest.position(), bytes));
      rest.position(rest.position() + bytes);
      if (!paused) {
        waitForNext();
      }
    }

    private void waitForNext() {
      next = factory().timers.callLater(factory().delay, this::sendSome);
    }

    /** The client is slower than this server; may be called from inside a write. */
    @Override
    public void pauseProducing() {
      paused = true;
      stopProducing();
    }

    @Override
    public void resumeProducing() {
      paused = false;
      waitForNext();
    }

    @Override
    public void stopProducing() {
      if (next != null && next.active()) {
        next.cancel();
      }
    }

    /** The client has the poem, or has gone before the end. */
    @Override
    public void connectionLost(Failure reason) {
      stopProducing();
    }
  }
}
