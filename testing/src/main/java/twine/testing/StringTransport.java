package twine.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import twine.net.Bytes;
import twine.net.Producer;
import twine.net.TcpAddress;
import twine.net.TcpTransport;

/**
 * A transport that only records, for testing a protocol alone (Twisted's class of the same name).
 * Nothing is sent and nobody is called back: the test plays the network, by calling the protocol.
 *
 * <pre>{@code
 * var transport = new StringTransport();
 * protocol.makeConnection(transport);
 * protocol.dataReceived(ByteBuffer.wrap(request));
 * assertEquals(answer, transport.text());
 * assertTrue(transport.disconnecting());
 * transport.close();
 * protocol.connectionLost(new Failure(new ConnectionDoneException()));
 * }</pre>
 */
public final class StringTransport implements TcpTransport {
  private final TcpAddress host;
  private final TcpAddress peer;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private State state = State.CONNECTED;
  private ProducerState producerState = ProducerState.PRODUCING;
  private boolean writeClosed;
  private @Nullable Producer producer;
  private long writeLimit = 16 * 1024 * 1024;
  private boolean noDelay;
  private boolean keepAlive;

  private enum State {
    CONNECTED,
    DISCONNECTING,
    ABORTING,
    CLOSED
  }

  /** What a transport was last told as the producer of what its protocol receives. */
  public enum ProducerState {
    /** To call {@code dataReceived} as bytes come. */
    PRODUCING,
    /** To wait: {@code pauseProducing} was called. */
    PAUSED,
    /** To end: {@code stopProducing} was called. */
    STOPPED
  }

  /** A connection between two addresses of the local host. */
  public StringTransport() {
    this(new TcpAddress("127.0.0.1", 54_321), new TcpAddress("127.0.0.1", 12_345));
  }

  /** A connection between two given addresses: this end's and the other end's. */
  public StringTransport(TcpAddress host, TcpAddress peer) {
    this.host = host;
    this.peer = peer;
  }

  /** What was written since the start or the last {@link #clear}. */
  public byte[] value() {
    return written.toByteArray();
  }

  /** {@link #value}, read as UTF-8. */
  public String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  /** Forgets what was written. */
  public void clear() {
    written.reset();
  }

  /** Whether {@code abortConnection} was called. */
  public boolean aborting() {
    return state == State.ABORTING;
  }

  /** Whether {@code loseWriteConnection} was called. */
  public boolean writeClosed() {
    return writeClosed;
  }

  /** What {@code pauseProducing}, {@code resumeProducing} and {@code stopProducing} said last. */
  public ProducerState producerState() {
    return producerState;
  }

  /** The producer that is registered, or null. */
  public @Nullable Producer producer() {
    return producer;
  }

  /** What {@code setWriteLimit} said last. Nothing waits here, so it is never exceeded. */
  public long writeLimit() {
    return writeLimit;
  }

  /**
   * Makes the connection be over, as it is when a protocol's {@code connectionLost} is called: what
   * is written is dropped from now on, and a producer is told to stop.
   */
  public void close() {
    state = State.CLOSED;
    Producer last = producer;
    producer = null;
    if (last != null) {
      last.stopProducing();
    }
  }

  @Override
  public void write(ByteBuffer data) {
    if (connected() && !writeClosed && !aborting()) {
      written.writeBytes(Bytes.copy(data));
    }
  }

  @Override
  public void writeSequence(Iterable<ByteBuffer> data) {
    data.forEach(this::write);
  }

  @Override
  public void loseConnection() {
    if (state == State.CONNECTED) {
      state = State.DISCONNECTING;
    }
  }

  @Override
  public void abortConnection() {
    if (connected()) {
      state = State.ABORTING;
    }
  }

  @Override
  public void loseWriteConnection() {
    writeClosed = true;
  }

  @Override
  public boolean connected() {
    return state != State.CLOSED;
  }

  @Override
  public boolean disconnecting() {
    return state != State.CONNECTED;
  }

  @Override
  public TcpAddress getHost() {
    return host;
  }

  @Override
  public TcpAddress getPeer() {
    return peer;
  }

  @Override
  public void setWriteLimit(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("the write limit must be at least 1, not " + bytes);
    }
    writeLimit = bytes;
  }

  @Override
  public void registerProducer(Producer producer) {
    if (this.producer != null) {
      throw new IllegalStateException("a producer is registered already: " + this.producer);
    }
    if (connected()) {
      this.producer = producer;
    } else {
      producer.stopProducing();
    }
  }

  @Override
  public void unregisterProducer() {
    producer = null;
  }

  @Override
  public void pauseProducing() {
    producerState = ProducerState.PAUSED;
  }

  @Override
  public void resumeProducing() {
    producerState = ProducerState.PRODUCING;
  }

  @Override
  public void stopProducing() {
    producerState = ProducerState.STOPPED;
    loseConnection();
  }

  @Override
  public boolean getTcpNoDelay() {
    return noDelay;
  }

  @Override
  public void setTcpNoDelay(boolean enabled) {
    noDelay = enabled;
  }

  @Override
  public boolean getTcpKeepAlive() {
    return keepAlive;
  }

  @Override
  public void setTcpKeepAlive(boolean enabled) {
    keepAlive = enabled;
  }
}
