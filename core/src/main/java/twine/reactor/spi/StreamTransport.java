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
 * <p>Its sending half has a life of its own, {@link StreamOutput}. A {@link HalfCloseable} protocol
 * outlives either half; when both have ended, so has the connection.
 */
final class StreamTransport implements TcpTransport, Ready, Served {
  /** Reads that empty the input before a close. */
  private static final int LAST_READS = 16;

  private static final int NOT_KNOWN = -1;

  private enum Life {
    OPEN,
    FLUSHING,
    FAILING,
    CLOSED
  }

  final Kernel kernel;
  final StreamIo io;

  private final Protocol protocol;
  private final @Nullable TcpConnector connector; // null for one that was accepted
  private final int number;

  private final StreamOutput output = new StreamOutput(this);

  private Life life = Life.OPEN;
  private boolean paused;
  private boolean inputEnded;
  private boolean unsettled;
  private boolean attached;
  private int interest;
  private @Nullable Throwable fault; // why it is FAILING

  @Nullable StreamTransport next; // the links of OpenStreams
  @Nullable StreamTransport previous;

  /** One that was accepted, as the port's so manieth, from 0. */
  StreamTransport(Kernel kernel, StreamIo io, Protocol protocol, int number) {
    this.kernel = kernel;
    this.io = io;
    this.protocol = protocol;
    this.connector = null;
    this.number = number;
    this.interest = 0;
  }

  /** One that {@code connector} has made. */
  StreamTransport(Kernel kernel, StreamIo io, Protocol protocol, TcpConnector connector) {
    this.kernel = kernel;
    this.io = io;
    this.protocol = protocol;
    this.connector = connector;
    this.number = NOT_KNOWN;
    // The driver still tells of what the attempt to connect has waited for.
    this.interest = NOT_KNOWN;
  }

  /**
   * Introduces the protocol to the connection. The driver is asked to watch it only afterwards: a
   * connection that is written to and closed in its first callback is never registered.
   */
  void begin() {
    kernel.streams.add(this);
    if (connector == null) {
      introduce(); // on behalf of the factory, as in Twisted: that is who accepts
    } else {
      kernel.serve(this, this::introduce);
    }
    kernel.settle();
    if (life != Life.CLOSED) {
      io.attach(this);
      attached = true;
      updateInterest();
    }
  }

  private void introduce() {
    try {
      protocol.makeConnection(this);
    } catch (Throwable thrown) {
      failBecauseItThrew("connectionMade", thrown);
    }
  }

  // ---- events from the driver

  @Override
  public void ready(int ops) {
    kernel.serving = this;
    if ((ops & WRITE) != 0 && life != Life.CLOSED) {
      output.sendMore();
    }
    if ((ops & READ) != 0 && wantsInput()) {
      receive();
    }
    kernel.settle();
    kernel.serving = null;
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
    if (output.hasEnded() && life == Life.OPEN) {
      loseConnection();
    }
  }

  // ---- the end of an event

  void markUnsettled() {
    if (!unsettled) {
      unsettled = true;
      kernel.unsettled(this);
    }
  }

  /** Called once after an event that marked this stream: sends, and ends what can be ended. */
  void settle() {
    unsettled = false;
    output.flush();
    if (life == Life.FAILING && fault != null) {
      close(fault);
    } else if (life != Life.CLOSED && output.isDone()) {
      if (life == Life.FLUSHING) {
        close(new ConnectionDoneException());
      } else if (output.isEnding()) {
        endOutput();
      }
    }
  }

  private void endOutput() {
    try {
      output.shutDown();
    } catch (IOException e) {
      close(new ConnectionLostException(e));
      return;
    }
    if (protocol instanceof HalfCloseable halfCloseable) {
      kernel.serve(this, () -> tellEndOfOutput(halfCloseable));
    }
    if (inputEnded) {
      loseConnection();
    }
  }

  private void tellEndOfOutput(HalfCloseable halfCloseable) {
    try {
      halfCloseable.writeConnectionLost();
    } catch (Throwable thrown) {
      failBecauseItThrew("writeConnectionLost", thrown);
    }
  }

  // ---- failing and closing

  private void failBecauseItThrew(String callback, Throwable thrown) {
    Log.error(protocol.logPrefix() + " (" + io.peer() + "): " + callback + " threw", thrown);
    fail(thrown);
  }

  void fail(Throwable reason) {
    if (life == Life.OPEN || life == Life.FLUSHING) {
      life = Life.FAILING;
      fault = reason;
      output.drop();
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
    life = Life.CLOSED;
    output.drop();
    kernel.streams.remove(this);
    closeIo(reason);
    output.stopProducer();
    Failure failure = new Failure(reason);
    kernel.serve(this, () -> tellEnd(failure));
  }

  private void tellEnd(Failure reason) {
    try {
      protocol.connectionLost(reason);
    } catch (Throwable thrown) {
      Log.error(protocol.logPrefix() + ": connectionLost threw", thrown);
    }
    if (connector != null) {
      connector.connectionLost(reason);
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
      for (int i = 0; i < LAST_READS && io.read(kernel.input()) > 0; i++) {
        // what arrives after loseConnection is nobody's
      }
    } catch (IOException e) {
      // it is being closed anyway
    }
  }

  // ---- writing

  @Override
  public void write(ByteBuffer data) {
    kernel.checkThread("write");
    output.write(data);
  }

  @Override
  public void write(byte[] data) {
    kernel.checkThread("write");
    output.write(data);
  }

  @Override
  public void writeSequence(Iterable<ByteBuffer> data) {
    for (ByteBuffer each : data) {
      write(each);
    }
  }

  @Override
  public void setWriteLimit(long bytes) {
    output.setWriteLimit(bytes);
  }

  @Override
  public void registerProducer(Producer source) {
    kernel.checkThread("registerProducer");
    output.registerProducer(source);
  }

  @Override
  public void unregisterProducer() {
    kernel.checkThread("unregisterProducer");
    output.unregisterProducer();
  }

  // ---- reading and ending, as the protocol asks

  private boolean wantsInput() {
    return life == Life.OPEN && !paused && !inputEnded;
  }

  void updateInterest() {
    int wanted = (wantsInput() ? READ : 0) | (output.wantsRoom() ? WRITE : 0);
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
      if (!output.isDone()) {
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
    if (life == Life.OPEN) {
      output.end();
    }
  }

  // ---- looks

  @Override
  public String logPrefix() {
    String end = connector != null ? "client" : number + "," + io.peer().host();
    return protocol.logPrefix() + "," + end;
  }

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
