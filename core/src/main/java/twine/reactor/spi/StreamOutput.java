package twine.reactor.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import twine.net.Producer;
import twine.net.PushProducer;
import twine.net.error.ConnectionLostException;
import twine.net.error.WriteLimitExceededException;

/**
 * The sending half of one connection: what was written and has not left, and who writes more.
 *
 * <pre>
 *   OPEN ── end ──▶ ENDING ── all sent, no producer ──▶ ENDED
 *     └────────────────┴── the connection fails or ends ──┴──▶ DROPPED
 * </pre>
 *
 * <p>Small writes of one event gather in the {@link Scratch} buffer and leave at its end; others
 * leave at once. What the system does not take waits in the backlog, and as long as anything does,
 * so does all that follows.
 */
final class StreamOutput {
  private static final long DEFAULT_WRITE_LIMIT = 16L * 1024 * 1024;

  /** As much as may wait before a push producer is told to pause. */
  private static final int HIGH_WATER = Scratch.CAPACITY;

  /** Portions of the backlog that are sent in one event. */
  private static final int PORTIONS = 16;

  private enum State {
    OPEN,
    ENDING,
    ENDED,
    DROPPED
  }

  // It lends its kernel and its io, so that ten thousand idle connections hold them once.
  private final StreamTransport stream;

  private State state = State.OPEN;
  private boolean producerPaused;
  private long writeLimit = DEFAULT_WRITE_LIMIT;
  private @Nullable Backlog backlog; // only while something waits
  private @Nullable Producer producer;

  StreamOutput(StreamTransport stream) {
    this.stream = stream;
  }

  // ---- writing

  void write(ByteBuffer data) {
    int count = data.remaining();
    if (!takes(count)) {
      return;
    }
    if (mayGather(count)) {
      if (claimScratch(count)) {
        scratch().put(data);
        stream.markUnsettled();
        return;
      }
    } else if (backlog == null) {
      scratch().release();
    }
    writeNow(data);
  }

  void write(byte[] data) {
    int count = data.length;
    if (takes(count) && mayGather(count) && claimScratch(count)) {
      scratch().put(data);
      stream.markUnsettled();
    } else {
      write(ByteBuffer.wrap(data));
    }
  }

  private boolean takes(int count) {
    return count > 0 && state == State.OPEN;
  }

  private boolean mayGather(int count) {
    return count <= Scratch.SMALL && stream.kernel.inEvents();
  }

  private Scratch scratch() {
    return stream.kernel.scratch;
  }

  /** Gets room in the scratch buffer, if nothing that was written before waits elsewhere. */
  private boolean claimScratch(int count) {
    if (backlog != null) {
      return false;
    }
    Scratch scratch = scratch();
    if (!scratch.ownedBy(this) || !scratch.hasRoomFor(count)) {
      scratch.claim(this); // sends what is in it, which may leave a backlog, or end in a fault
      if (backlog != null || state == State.DROPPED) {
        scratch.empty();
        return false;
      }
    }
    return true;
  }

  private void writeNow(ByteBuffer data) {
    if (state == State.DROPPED) {
      return;
    }
    int from = data.position();
    if (backlog == null) {
      try {
        from = data.isDirect() ? writeDirect(data) : scratch().writeThrough(stream.io, data);
      } catch (IOException e) {
        stream.fail(new ConnectionLostException(e));
        return;
      }
    } else if (backlog.size() >= writeLimit) {
      stream.fail(new WriteLimitExceededException(stream.getPeer(), backlog.size(), writeLimit));
      return;
    }
    if (from < data.limit()) {
      addToBacklog(data, from);
      pauseProducerIfTooMuchWaits();
    }
  }

  private int writeDirect(ByteBuffer data) throws IOException {
    int before = data.position();
    try {
      stream.io.write(data);
      return data.position();
    } finally {
      data.position(before);
    }
  }

  private void addToBacklog(ByteBuffer data, int from) {
    if (backlog == null) {
      backlog = new Backlog();
    }
    backlog.add(data, from);
    stream.updateInterest();
  }

  void setWriteLimit(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("the write limit must be at least 1, not " + bytes);
    }
    writeLimit = bytes;
  }

  // ---- sending what waits

  /** Sends what is in the scratch buffer, if it is this stream's. */
  void flush() {
    if (scratch().ownedBy(this)) {
      flushScratch();
    }
  }

  /**
   * Sends this stream's bytes in the scratch buffer; what the system does not take waits. No
   * producer is paused for it, as no more than {@link #HIGH_WATER} was there: whoever claims the
   * buffer gets it before the program can use it again.
   */
  void flushScratch() {
    ByteBuffer content = scratch().content();
    try {
      stream.io.write(content);
      if (content.hasRemaining()) {
        addToBacklog(content, content.position());
      }
    } catch (IOException e) {
      stream.fail(new ConnectionLostException(e));
    } finally {
      scratch().empty();
    }
  }

  /** There is room: sends from the backlog, and has the producer fill it when it is empty. */
  void sendMore() {
    Backlog waiting = backlog;
    if (waiting != null) {
      try {
        scratch().writeBacklog(stream.io, waiting, PORTIONS);
      } catch (IOException e) {
        stream.fail(new ConnectionLostException(e));
        return;
      }
      if (!waiting.isEmpty()) {
        return;
      }
      backlog = null;
    }
    resumeProducer();
    stream.markUnsettled(); // a close or a half-close may have waited for this
    stream.updateInterest();
  }

  /** Whether {@link #sendMore} has something to do as soon as there is room. */
  boolean wantsRoom() {
    return backlog != null || (producer != null && !(producer instanceof PushProducer));
  }

  /** Whether all has left, and no producer is going to write more. */
  boolean isDone() {
    return backlog == null && producer == null;
  }

  // ---- the producer

  void registerProducer(Producer source) {
    if (producer != null) {
      throw new IllegalStateException(
          "a producer is registered already: " + producer.getClass().getName());
    }
    if (state == State.DROPPED) {
      source.stopProducing();
      return;
    }
    producer = source;
    producerPaused = false;
    if (!(source instanceof PushProducer)) {
      source.resumeProducing();
    }
    stream.updateInterest();
  }

  void unregisterProducer() {
    producer = null;
    producerPaused = false;
    if (state != State.DROPPED) {
      stream.markUnsettled();
      stream.updateInterest();
    }
  }

  private void pauseProducerIfTooMuchWaits() {
    if (backlog != null
        && backlog.size() > HIGH_WATER
        && !producerPaused
        && producer instanceof PushProducer push) {
      producerPaused = true;
      tell(push, "pauseProducing", push::pauseProducing);
    }
  }

  private void resumeProducer() {
    Producer source = producer;
    if (source != null && (producerPaused || !(source instanceof PushProducer))) {
      producerPaused = false;
      tell(source, "resumeProducing", source::resumeProducing);
    }
  }

  /** The connection is over: nobody needs more. */
  void stopProducer() {
    Producer source = producer;
    producer = null;
    if (source != null) {
      tell(source, "stopProducing", source::stopProducing);
    }
  }

  private void tell(Producer source, String what, Runnable call) {
    stream.kernel.guard(source.getClass().getName() + "." + what, call);
  }

  // ---- the end

  /** Takes no more; to be followed by {@link #shutDown} when all is done. */
  void end() {
    if (state == State.OPEN) {
      state = State.ENDING;
      stream.markUnsettled();
    }
  }

  boolean isEnding() {
    return state == State.ENDING;
  }

  boolean hasEnded() {
    return state == State.ENDED;
  }

  /** Tells the peer that this was all. */
  void shutDown() throws IOException {
    state = State.ENDED;
    stream.io.shutdownOutput();
  }

  /** Forgets what waits, and takes no more. */
  void drop() {
    state = State.DROPPED;
    backlog = null;
    if (scratch().ownedBy(this)) {
      scratch().empty();
    }
  }
}
