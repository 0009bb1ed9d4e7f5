package twine.protocols.policies;

import java.nio.ByteBuffer;
import twine.defer.Failure;
import twine.net.HalfCloseable;
import twine.net.Producer;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.TcpTransport;

/**
 * Stands between a protocol and its transport: to the transport it is the protocol, and to the
 * protocol it is the transport (Twisted's class of the same name).
 *
 * <pre>
 *               dataReceived ──▶                     dataReceived ──▶
 *   Transport                      ProtocolWrapper                      Protocol
 *               ◀── write                            ◀── write
 * </pre>
 *
 * <p>By itself it passes everything on, both ways, and changes nothing. A subclass overrides what
 * it wants to see or to change:
 *
 * <pre>{@code
 * final class Counting extends ProtocolWrapper {
 *   private long received;
 *
 *   Counting(Protocol wrapped) {
 *     super(wrapped);
 *   }
 *
 *   @Override public void dataReceived(ByteBuffer data) {
 *     received += data.remaining();
 *     super.dataReceived(data);
 *   }
 * }
 * }</pre>
 *
 * <p>Whatever form of writing the protocol uses, its bytes come through {@link #write(ByteBuffer)}.
 * What an overridden method throws ends the connection, as if the protocol had thrown it.
 *
 * @see WrappingFactory
 */
public class ProtocolWrapper extends Protocol implements TcpTransport {
  private final Protocol wrapped;

  /** A wrapper around {@code wrapped}, which is not connected yet. */
  public ProtocolWrapper(Protocol wrapped) {
    this.wrapped = wrapped;
  }

  /** The protocol that this one stands before. */
  protected final Protocol wrapped() {
    return wrapped;
  }

  /** What is shown to the transport, or to another wrapper, in the place of the protocol. */
  final Protocol face() {
    return wrapped instanceof HalfCloseable ? new HalfCloseableShell(this) : this;
  }

  // ---- to the transport, a protocol

  /** Connects the wrapped protocol to this wrapper. */
  @Override
  public void connectionMade() {
    wrapped.makeConnection(this);
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    wrapped.dataReceived(data);
  }

  @Override
  public void connectionLost(Failure reason) {
    wrapped.connectionLost(reason);
  }

  /**
   * The peer has finished sending. Called only if the wrapped protocol is {@link HalfCloseable},
   * since for any other that is the end of the connection.
   */
  protected void readConnectionLost() {
    ((HalfCloseable) wrapped).readConnectionLost();
  }

  /**
   * All has been sent and the sending half is closed. Called only if the wrapped protocol is {@link
   * HalfCloseable}.
   */
  protected void writeConnectionLost() {
    ((HalfCloseable) wrapped).writeConnectionLost();
  }

  /** The prefix of the wrapped protocol. */
  @Override
  public String logPrefix() {
    return wrapped.logPrefix();
  }

  // ---- to the protocol, a transport

  @Override
  public void write(ByteBuffer data) {
    transport().write(data);
  }

  /** Calls {@link #write(ByteBuffer)}. */
  @Override
  public final void write(byte[] data) {
    write(ByteBuffer.wrap(data));
  }

  /** Calls {@link #write(ByteBuffer)} for each. */
  @Override
  public final void writeSequence(Iterable<ByteBuffer> data) {
    data.forEach(this::write);
  }

  @Override
  public void loseConnection() {
    transport().loseConnection();
  }

  @Override
  public void abortConnection() {
    transport().abortConnection();
  }

  @Override
  public void loseWriteConnection() {
    transport().loseWriteConnection();
  }

  @Override
  public boolean disconnecting() {
    return transport().disconnecting();
  }

  @Override
  public void setWriteLimit(long bytes) {
    transport().setWriteLimit(bytes);
  }

  @Override
  public void registerProducer(Producer producer) {
    transport().registerProducer(producer);
  }

  @Override
  public void unregisterProducer() {
    transport().unregisterProducer();
  }

  @Override
  public void pauseProducing() {
    transport().pauseProducing();
  }

  @Override
  public void resumeProducing() {
    transport().resumeProducing();
  }

  /** Calls {@link #loseConnection}. */
  @Override
  public final void stopProducing() {
    loseConnection();
  }

  // ---- what only TCP knows

  private TcpTransport tcp() {
    return (TcpTransport) transport();
  }

  @Override
  public TcpAddress getHost() {
    return tcp().getHost();
  }

  @Override
  public TcpAddress getPeer() {
    return tcp().getPeer();
  }

  @Override
  public boolean getTcpNoDelay() {
    return tcp().getTcpNoDelay();
  }

  @Override
  public void setTcpNoDelay(boolean enabled) {
    tcp().setTcpNoDelay(enabled);
  }

  @Override
  public boolean getTcpKeepAlive() {
    return tcp().getTcpKeepAlive();
  }

  @Override
  public void setTcpKeepAlive(boolean enabled) {
    tcp().setTcpKeepAlive(enabled);
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + "[" + wrapped + "]";
  }
}
