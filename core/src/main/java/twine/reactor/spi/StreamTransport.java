package twine.reactor.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.net.HalfCloseable;
import twine.net.Producer;
import twine.net.Protocol;
import twine.net.PushProducer;
import twine.net.TcpAddress;
import twine.net.TcpTransport;
import twine.net.error.ConnectionAbortedException;
import twine.net.error.ConnectionDoneException;
import twine.net.error.ConnectionLostException;
import twine.net.error.WriteLimitExceededException;

/**
 * One connection: what every {@link twine.net.Transport} over a stream means.
 *
 * <pre>
 *   OPEN ── loseConnection ──▶ FLUSHING ── all sent, no producer ──▶ CLOSED (done)
 *    │  │                         │
 *    │  └─ the peer's end ────────┼──────────────────────────────────▶ CLOSED (done)
 *    └── abort, fault, throw ─────┴──▶ FAILING ── end of the event ──▶ CLOSED (lost)
 * </pre>
 *
 * <p>The sending half has a life of its own: OPEN, then ENDING from loseWriteConnection until all
 * is sent, then ENDED. A {@link HalfCloseable} protocol outlives either half; when both have ended,
 * so has the connection.
 */
final class StreamTransport implements TcpTransport, Ready {
  private static final long DEFAULT_WRITE_LIMIT = 16L * 1024 * 1024;

  /** As much output as may wait before a push producer is told to pause. */
  private static final int HIGH_WATER = 64 * 1024;

  /** Portions of a backlog sent in one event, and reads that empty the input before a close. */
  private static final int PORTIONS = 16;

  private static final int NOT_KNOWN = -1;

  private enum Life {
    OPEN,
    FLUSHING,
    FAILING,
    CLOSED
  }

  private enum Output {
    OPEN,
    ENDING,
    ENDED
  }

  private final Kernel kernel;
  private final StreamIo io;
  private final Protocol protocol;
  private final @Nullable TcpConnector connector;

  private Life life = Life.OPEN;
  private Output output = Output.OPEN;
  private boolean paused;
  private boolean inputEnded;
  private boolean unsettled;
  private boolean attached;
  private boolean producerPaused;
  private int interest;
  private long writeLimit = DEFAULT_WRITE_LIMIT;
  private @Nullable Backlog backlog; // only while something waits
  private @Nullable Producer producer;
  private @Nullable Throwable fault; // why it is FAILING

  @Nullable StreamTransport next; // the links of OpenStreams
  @Nullable StreamTransport previous;

  StreamTransport(Kernel kernel, StreamIo io, Protocol protocol, @Nullable TcpConnector connector) {
    this.kernel = kernel;
    this.io = io;
    this.protocol = protocol;
    this.connector = connector;
    // The driver still tells of what the attempt to connect has waited for.
    this.interest = connector == null ? 0 : NOT_KNOWN;
  }

  /**
   * Introduces the protocol to the connection. The driver is asked to watch it only afterwards: a
   * connection that is written to and closed in its first callback is never registered.
   */
  void begin() {
    kernel.streams.add(this);
    try {
      protocol.makeConnection(this);
    } catch (Throwable thrown) {
      failBecauseItThrew("connectionMade", thrown);
    }
    kernel.settle();
    if (life != Life.CLOSED) {
      io.attach(this);
      attached = true;
      updateInterest();
    }
  }

  // ---- events from the driver

  @Override
  public void ready(int ops) {
    if ((ops & WRITE) != 0 && life != Life.CLOSED) {
      sendMore();
    }
    if ((ops & READ) != 0 && wantsInput()) {
      receive();
    }
    kernel.settle();
  }

  private void receive() {
    ByteBuffer input = kernel.input();
    int count;
    try {
      count = io.read(input);
    } catch (IOException e) {
      fail(new ConnectionLostException(e));
      return;
    }
    if (count > 0) {
      deliver(input.flip());
    } else if (count < 0) {
      endInput();
    }
  }

  private void deliver(ByteBuffer input) {
    int count = input.remaining();
    try {
      protocol.dataReceived(input);
    } catch (Throwable thrown) {
      failBecauseItThrew("dataReceived", thrown);
    }
    kernel.inputDone(count);
  }

  private void endInput() {
    inputEnded = true;
    if (!(protocol instanceof HalfCloseable halfCloseable)) {
      close(new ConnectionDoneException());
      return;
    }
    updateInterest();
    try {
      halfCloseable.readConnectionLost();
    } catch (Throwable thrown) {
      failBecauseItThrew("readConnectionLost", thrown);
    }
    if (output == Output.ENDED && life == Life.OPEN) {
      loseConnection();
    }
  }

  private void sendMore() {
    Backlog waiting = backlog;
    if (waiting != null) {
      try {
        kernel.scratch.writeBacklog(io, waiting, PORTIONS);
      } catch (IOException e) {
        fail(new ConnectionLostException(e));
        return;
      }
      if (!waiting.isEmpty()) {
        return;
      }
      backlog = null;
    }
    resumeProducer();
    markUnsettled(); // a close or a half-close may have waited for this
    updateInterest();
  }

  private void resumeProducer() {
    Producer source = producer;
    if (source != null && (producerPaused || !(source instanceof PushProducer))) {
      producerPaused = false;
      tell(source, "resumeProducing", source::resumeProducing);
    }
  }

  // ---- the end of an event

  private void markUnsettled() {
    if (!unsettled) {
      unsettled = true;
      kernel.unsettled(this);
    }
  }

  /** Called once after an event that marked this stream: sends, and ends what can be ended. */
  void settle() {
    unsettled = false;
    if (kernel.scratch.ownedBy(this)) {
      flushScratch();
    }
    if (life == Life.FAILING && fault != null) {
      close(fault);
    } else if (life != Life.CLOSED && backlog == null && producer == null) {
      if (life == Life.FLUSHING) {
        close(new ConnectionDoneException());
      } else if (output == Output.ENDING) {
        endOutput();
      }
    }
  }

  private void endOutput() {
    output = Output.ENDED;
    try {
      io.shutdownOutput();
    } catch (IOException e) {
      close(new ConnectionLostException(e));
      return;
    }
    if (protocol instanceof HalfCloseable halfCloseable) {
      try {
        halfCloseable.writeConnectionLost();
      } catch (Throwable thrown) {
        failBecauseItThrew("writeConnectionLost", thrown);
      }
    }
    if (inputEnded) {
      loseConnection();
    }
  }

  // ---- failing and closing

  private void failBecauseItThrew(String callback, Throwable thrown) {
    Log.error(protocol.logPrefix() + " (" + io.peer() + "): " + callback + " threw", thrown);
    fail(thrown);
  }

  private void fail(Throwable reason) {
    if (life == Life.OPEN || life == Life.FLUSHING) {
      life = Life.FAILING;
      fault = reason;
      backlog = null;
      if (kernel.scratch.ownedBy(this)) {
        kernel.scratch.empty();
      }
      markUnsettled();
    }
  }

  /** The reactor stops: the connection ends here and now. */
  void loseWithReactor() {
    if (life != Life.CLOSED) {
      close(new ConnectionLostException(null));
    }
  }

  private void close(Throwable reason) {
    if (life == Life.CLOSED) {
      return;
    }
    if (kernel.scratch.ownedBy(this)) {
      kernel.scratch.empty();
    }
    life = Life.CLOSED;
    backlog = null;
    kernel.streams.remove(this);
    closeIo(reason);
    Producer source = producer;
    producer = null;
    if (source != null) {
      tell(source, "stopProducing", source::stopProducing);
    }
    Failure failure = new Failure(reason);
    try {
      protocol.connectionLost(failure);
    } catch (Throwable thrown) {
      Log.error(protocol.logPrefix() + ": connectionLost threw", thrown);
    }
    if (connector != null) {
      connector.connectionLost(failure);
    }
  }

  private void closeIo(Throwable reason) {
    if (reason instanceof ConnectionAbortedException
        || reason instanceof WriteLimitExceededException) {
      io.reset();
    } else {
      if (reason instanceof ConnectionDoneException && !inputEnded) {
        dropInput();
      }
      io.close();
    }
  }

  // A socket that is closed over unread input sends a reset, and that can cost the peer the end of
  // what it was sent: curl, which talks first, would lose its poem.
  private void dropInput() {
    try {
      for (int i = 0; i < PORTIONS && io.read(kernel.input()) > 0; i++) {
        // what arrives after loseConnection is nobody's
      }
    } catch (IOException e) {
      // it is being closed anyway
    }
  }

  private void tell(Producer source, String what, Runnable call) {
    kernel.guard(source.getClass().getName() + "." + what, call);
  }

  // ---- writing

  @Override
  public void write(ByteBuffer data) {
    int count = data.remaining();
    if (!canWrite("write", count)) {
      return;
    }
    if (count <= Scratch.SMALL && kernel.inEvents()) {
      if (claimScratch(count)) {
        kernel.scratch.put(data);
        markUnsettled();
        return;
      }
    } else if (backlog == null) {
      kernel.scratch.release();
    }
    writeNow(data);
  }

  @Override
  public void write(byte[] data) {
    int count = data.length;
    if (count <= Scratch.SMALL && kernel.inEvents() && canWrite("write", count)) {
      if (claimScratch(count)) {
        kernel.scratch.put(data);
        markUnsettled();
        return;
      }
    }
    write(ByteBuffer.wrap(data));
  }

  @Override
  public void writeSequence(Iterable<ByteBuffer> data) {
    for (ByteBuffer each : data) {
      write(each);
    }
  }

  private boolean canWrite(String what, int count) {
    kernel.checkThread(what);
    return count > 0 && (life == Life.OPEN || life == Life.FLUSHING) && output == Output.OPEN;
  }

  /** Gets room in the scratch buffer, if nothing that was written before waits elsewhere. */
  private boolean claimScratch(int count) {
    if (backlog != null) {
      return false;
    }
    Scratch scratch = kernel.scratch;
    if (!scratch.ownedBy(this) || !scratch.hasRoomFor(count)) {
      scratch.claim(this); // sends what is in it, which may leave a backlog, or end in a fault
      if (backlog != null || life == Life.FAILING) {
        scratch.empty();
        return false;
      }
    }
    return true;
  }

  /** Sends this stream's bytes in the scratch buffer; what the system does not take waits. */
  void flushScratch() {
    ByteBuffer content = kernel.scratch.content();
    try {
      io.write(content);
      if (content.hasRemaining()) {
        addToBacklog(content, content.position());
      }
    } catch (IOException e) {
      kernel.scratch.empty();
      fail(new ConnectionLostException(e));
      return;
    }
    kernel.scratch.empty();
    pauseProducerIfTooMuchWaits(); // last: it runs the program, which may write and need the
    // scratch
  }

  private void writeNow(ByteBuffer data) {
    if (life == Life.FAILING) {
      return;
    }
    int from = data.position();
    if (backlog == null) {
      try {
        from = data.isDirect() ? writeDirect(data) : kernel.scratch.writeThrough(io, data);
      } catch (IOException e) {
        fail(new ConnectionLostException(e));
        return;
      }
    } else if (backlog.size() >= writeLimit) {
      fail(new WriteLimitExceededException(io.peer(), backlog.size(), writeLimit));
      return;
    }
    if (from < data.limit()) {
      addToBacklog(data, from);
      pauseProducerIfTooMuchWaits();
    } else if (life == Life.FLUSHING) {
      markUnsettled();
    }
  }

  private int writeDirect(ByteBuffer data) throws IOException {
    int before = data.position();
    try {
      io.write(data);
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
    updateInterest();
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

  @Override
  public void setWriteLimit(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("the write limit must be at least 1, not " + bytes);
    }
    writeLimit = bytes;
  }

  @Override
  public void registerProducer(Producer source) {
    kernel.checkThread("registerProducer");
    if (producer != null) {
      throw new IllegalStateException(
          "a producer is registered already: " + producer.getClass().getName());
    }
    if (life == Life.CLOSED || life == Life.FAILING) {
      source.stopProducing();
      return;
    }
    producer = source;
    producerPaused = false;
    if (!(source instanceof PushProducer)) {
      source.resumeProducing();
    }
    updateInterest();
  }

  @Override
  public void unregisterProducer() {
    kernel.checkThread("unregisterProducer");
    producer = null;
    producerPaused = false;
    if (life != Life.CLOSED) {
      markUnsettled();
      updateInterest();
    }
  }

  // ---- reading and ending, as the protocol asks

  private boolean wantsInput() {
    return life == Life.OPEN && !paused && !inputEnded;
  }

  private boolean wantsToSend() {
    return backlog != null || (producer != null && !(producer instanceof PushProducer));
  }

  private void updateInterest() {
    int wanted = (wantsInput() ? READ : 0) | (wantsToSend() ? WRITE : 0);
    if (wanted != interest && attached && life != Life.CLOSED) {
      interest = wanted;
      io.interest(wanted);
    }
  }

  @Override
  public void pauseProducing() {
    kernel.checkThread("pauseProducing");
    paused = true;
    updateInterest();
  }

  @Override
  public void resumeProducing() {
    kernel.checkThread("resumeProducing");
    paused = false;
    updateInterest();
  }

  @Override
  public void stopProducing() {
    loseConnection();
  }

  @Override
  public void loseConnection() {
    kernel.checkThread("loseConnection");
    if (life == Life.OPEN) {
      life = Life.FLUSHING;
      markUnsettled();
      if (backlog != null || producer != null) {
        updateInterest(); // else the close comes so soon that the driver need not hear of this
      }
    }
  }

  @Override
  public void abortConnection() {
    kernel.checkThread("abortConnection");
    fail(new ConnectionAbortedException());
  }

  @Override
  public void loseWriteConnection() {
    kernel.checkThread("loseWriteConnection");
    if (life == Life.OPEN && output == Output.OPEN) {
      output = Output.ENDING;
      markUnsettled();
    }
  }

  // ---- looks

  @Override
  public boolean connected() {
    return life != Life.CLOSED;
  }

  @Override
  public boolean disconnecting() {
    return life != Life.OPEN;
  }

  @Override
  public TcpAddress getHost() {
    return io.host();
  }

  @Override
  public TcpAddress getPeer() {
    return io.peer();
  }

  @Override
  public boolean getTcpNoDelay() {
    return option(StandardSocketOptions.TCP_NODELAY);
  }

  @Override
  public void setTcpNoDelay(boolean enabled) {
    setOption(StandardSocketOptions.TCP_NODELAY, enabled);
  }

  @Override
  public boolean getTcpKeepAlive() {
    return option(StandardSocketOptions.SO_KEEPALIVE);
  }

  @Override
  public void setTcpKeepAlive(boolean enabled) {
    setOption(StandardSocketOptions.SO_KEEPALIVE, enabled);
  }

  private boolean option(SocketOption<Boolean> option) {
    try {
      return life != Life.CLOSED && io.getOption(option);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + option + " of " + this, e);
    }
  }

  private void setOption(SocketOption<Boolean> option, boolean enabled) {
    kernel.checkThread("set" + option);
    if (life == Life.CLOSED) {
      return;
    }
    try {
      io.setOption(option, enabled);
    } catch (IOException e) {
      throw new UncheckedIOException("could not set " + option + " of " + this, e);
    }
  }

  @Override
  public String toString() {
    return "TcpTransport[" + io.peer() + ", " + life + "]";
  }
}
