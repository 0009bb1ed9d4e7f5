package twine.net;

import java.nio.ByteBuffer;

/**
 * A connection, as a {@link Protocol} sees it (the book's Part 5). It never blocks: what the peer
 * cannot take yet is kept and sent later, in order.
 *
 * <pre>
 *                    ┌── loseConnection ──▶ FLUSHING ── all sent ──▶ CLOSED (ConnectionDone)
 *   CONNECTED ───────┤
 *    │               └── abortConnection, a fault ─────────────────▶ CLOSED (ConnectionLost)
 *    ├─ loseWriteConnection ─▶ all sent ─▶ writing is closed, reading goes on
 *    └─ the peer's end ─┬─ {@link HalfCloseable} ─▶ reading is closed, writing goes on
 *                       └─ any other protocol ────────────────────▶ CLOSED (ConnectionDone)
 * </pre>
 *
 * <p>The last of these loses what had been written and not been sent. A protocol that has called
 * {@link #loseConnection} before loses nothing: the peer's end is then not looked for.
 *
 * <p>A transport is also the producer of what its protocol receives: {@link #pauseProducing} stops
 * reading, so that the peer is slowed down in its turn.
 */
public interface Transport extends DataConsumer, PushProducer {

  /**
   * Sends bytes. They have left, or have been copied, when this returns. Nothing is said if the
   * connection is over already: a protocol hears of that by {@code connectionLost}.
   *
   * <p>If more than the {@linkplain #setWriteLimit write limit} waits already, because the peer
   * does not read, the connection is aborted with a {@link
   * twine.net.error.WriteLimitExceededException}.
   */
  @Override
  void write(ByteBuffer data);

  /** Sends the bytes of several buffers, as if they were one. */
  void writeSequence(Iterable<ByteBuffer> data);

  /**
   * Closes the connection once everything written has been sent, and, while a producer is
   * registered, not before that one has finished. Nothing more is received. What is written until
   * the close is still sent. {@code connectionLost} follows, never from inside this call.
   */
  void loseConnection();

  /**
   * Drops the connection and everything that waits to be sent. {@code connectionLost} follows with
   * a {@link twine.net.error.ConnectionAbortedException}, never from inside this call; the peer
   * sees a reset.
   */
  void abortConnection();

  /**
   * Closes the sending half once everything written has been sent; what is written afterwards is
   * dropped. A {@link HalfCloseable} protocol is told when it has happened.
   */
  void loseWriteConnection();

  /** Whether the connection is still there: true until {@code connectionLost}. */
  boolean connected();

  /**
   * Whether this end is done with the connection: it was told to lose or abort it, or has found
   * that it is broken, or it is over. What has been received and not yet been acted upon is then
   * nobody's any more; a protocol that gets several messages in one go stops at the first after
   * which this is true.
   */
  boolean disconnecting();

  /** This end's address. */
  Address getHost();

  /** The other end's address. */
  Address getPeer();

  /**
   * Sets how many bytes may wait to be sent before a further write is refused; 16 MiB to begin
   * with. One write may be larger than that; it is the next one that finds the limit exceeded. A
   * registered producer that pauses when told never comes near it.
   *
   * @param bytes at least 1
   */
  void setWriteLimit(long bytes);

  /** Stops reading: {@code dataReceived} is not called until {@link #resumeProducing}. */
  @Override
  void pauseProducing();

  /** Reads again after {@link #pauseProducing}. */
  @Override
  void resumeProducing();

  /** The receiver wants no more: the same as {@link #loseConnection}. */
  @Override
  void stopProducing();
}
