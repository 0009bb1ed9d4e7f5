package twine.protocols.policies;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import twine.net.Producer;
import twine.net.PushProducer;
import twine.net.Transport;
import twine.net.error.WriteLimitExceededException;

/**
 * What a protocol has written and a {@link Throttle} has not let pass yet. To the protocol's
 * producer it is the consumer, with the rules of a transport; to the transport it is the producer,
 * registered as long as bytes wait here or a producer may make more. That is why {@code
 * loseConnection} needs no help: a transport waits for its producer.
 *
 * <pre>
 *   OPEN ── end ──▶ ENDING ── all has passed ──▶ OVER
 *    └── drop, the connection is lost ────────────▲
 * </pre>
 */
final class WaitingOutput implements PushProducer, Throttle.Flow {
  /** As much as may wait before a push producer is told to pause; what a transport allows, too. */
  private static final int HIGH_WATER = 64 * 1024;

  private static final long DEFAULT_LIMIT = 16L * 1024 * 1024;

  private enum State {
    OPEN,
    ENDING,
    OVER
  }

  private final Throttle throttle;
  private final Transport transport;
  private final Deque<ByteBuffer> buffers = new ArrayDeque<>();

  private State state = State.OPEN;
  private long waiting;
  private long limit = DEFAULT_LIMIT;
  private boolean paused; // the transport has enough
  private boolean registered;
  private @Nullable Producer source;
  private boolean sourcePaused;

  WaitingOutput(Throttle throttle, Transport transport) {
    this.throttle = throttle;
    this.transport = transport;
  }

  void setLimit(long bytes) {
    limit = bytes;
  }

  // ---- to the protocol, a consumer

  /** Passes on what may pass, and keeps a copy of the rest. */
  void write(ByteBuffer data) throws WriteLimitExceededException {
    if (state != State.OPEN || !data.hasRemaining()) {
      return;
    }
    if (waiting >= limit) {
      throw new WriteLimitExceededException(transport.getPeer(), waiting, limit);
    }
    int now = passesAtOnce() ? throttle.take(data.remaining()) : 0;
    if (now == data.remaining()) {
      transport.write(data);
      return;
    }
    // What passes goes last: it may run the producer, which may write, and that belongs behind.
    keep(data.slice(data.position() + now, data.remaining() - now));
    if (now > 0) {
      transport.write(data.slice(data.position(), now));
    }
  }

  // A pull producer is asked again when its bytes have passed. If they passed at once it would be
  // asked from inside its answer, and again from inside that.
  private boolean passesAtOnce() {
    return buffers.isEmpty() && (source == null || source instanceof PushProducer);
  }

  private void keep(ByteBuffer data) {
    waiting += data.remaining();
    buffers.add(ByteBuffer.allocate(data.remaining()).put(data).flip());
    registerWithTransport();
    if (waiting() > 0) {
      throttle.enter(this);
    }
    if (waiting > HIGH_WATER) {
      pauseSource();
    }
  }

  /** Closes the sending half when all has passed. */
  void end() {
    if (state == State.OPEN) {
      state = State.ENDING;
      endIfAllHasPassed();
    }
  }

  private void endIfAllHasPassed() {
    if (state == State.ENDING && buffers.isEmpty()) {
      state = State.OVER;
      transport.loseWriteConnection();
    }
  }

  /** Forgets what waits; nothing more is taken. */
  void drop() {
    state = State.OVER;
    buffers.clear();
    waiting = 0;
    throttle.leave(this);
  }

  void register(Producer producer) {
    if (source != null) {
      throw new IllegalStateException(
          "a producer is registered already: " + source.getClass().getName());
    }
    source = producer;
    sourcePaused = false;
    registerWithTransport(); // which stops it at once if the connection is over
    if (source == producer && !(producer instanceof PushProducer) && buffers.isEmpty()) {
      producer.resumeProducing();
    }
  }

  void unregister() {
    source = null;
    sourcePaused = false;
    unregisterIfDone();
  }

  private void pauseSource() {
    if (source instanceof PushProducer push && !sourcePaused) {
      sourcePaused = true;
      push.pauseProducing();
    }
  }

  private void resumeSource() {
    if (source != null && (sourcePaused || !(source instanceof PushProducer))) {
      sourcePaused = false;
      source.resumeProducing();
    }
  }

  // ---- the throttle's flow

  @Override
  public long waiting() {
    return paused ? 0 : waiting;
  }

  @Override
  public void pass(int bytes) {
    waiting -= bytes;
    int left = bytes;
    while (left > 0 && !buffers.isEmpty()) { // each write may run the producer, which may abort
      ByteBuffer portion = next(left);
      left -= portion.remaining();
      transport.write(portion);
    }
    if (buffers.isEmpty()) {
      endIfAllHasPassed();
      unregisterIfDone();
      if (!paused) {
        resumeSource();
      }
    }
  }

  private ByteBuffer next(int most) {
    ByteBuffer first = buffers.element();
    if (first.remaining() <= most) {
      return buffers.remove();
    }
    ByteBuffer portion = first.slice(first.position(), most);
    first.position(first.position() + most);
    return portion;
  }

  // ---- to the transport, a producer

  private void registerWithTransport() {
    if (!registered) {
      registered = true;
      transport.registerProducer(this);
    }
  }

  private void unregisterIfDone() {
    if (registered && source == null && buffers.isEmpty()) {
      registered = false;
      paused = false;
      transport.unregisterProducer();
    }
  }

  @Override
  public void pauseProducing() {
    paused = true;
    throttle.leave(this);
    pauseSource();
  }

  @Override
  public void resumeProducing() {
    paused = false;
    if (waiting > 0) {
      throttle.enter(this);
    } else {
      resumeSource();
    }
  }

  /** The connection is over; may be called again. */
  @Override
  public void stopProducing() {
    drop();
    registered = false;
    Producer last = source;
    source = null;
    if (last != null) {
      last.stopProducing();
    }
  }
}
