package twine.net;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/**
 * What a program does with one connection: one object for each, made by a {@link Factory} (the
 * book's Part 5).
 *
 * <pre>
 *   made ── makeConnection ──▶ CONNECTED ── connectionLost ──▶ over
 *                              │       ▲
 *                              └───────┘ dataReceived, any number of times
 * </pre>
 *
 * <p>All methods are called on the reactor's thread. What one of them throws is logged, and the
 * connection is dropped with it as the reason; the reactor and all other connections live on.
 */
public abstract class Protocol {
  private @Nullable Transport transport;

  /** For subclasses. */
  protected Protocol() {}

  /**
   * Joins this protocol to its connection and calls {@link #connectionMade}. Called once, by what
   * made the connection; programs override {@code connectionMade} instead.
   */
  public void makeConnection(Transport transport) {
    this.transport = transport;
    connectionMade();
  }

  /** The connection is there: the place for a greeting. Does nothing by default. */
  public void connectionMade() {}

  /**
   * Bytes have arrived, in any portions: TCP knows no messages. Does nothing by default.
   *
   * @param data the bytes from its position to its limit; valid until this method returns, so what
   *     is to be kept must be copied
   */
  public void dataReceived(ByteBuffer data) {}

  /**
   * The connection is over; called exactly once for each {@link #makeConnection}, whichever side
   * ended it and however. Nothing can be sent any more. Does nothing by default.
   *
   * <p>It comes as soon as the peer has finished sending, even if there was still something to send
   * to it, unless this is {@link HalfCloseable}.
   *
   * @param reason holds a {@link twine.net.error.ConnectionDoneException} after a clean close, else
   *     a {@link twine.net.error.ConnectionLostException} or what one of these methods threw
   */
  public void connectionLost(Failure reason) {}

  /**
   * The connection.
   *
   * @throws IllegalStateException before {@link #makeConnection}
   */
  public final Transport transport() {
    Transport current = transport;
    if (current == null) {
      throw new IllegalStateException(logPrefix() + " is not connected yet");
    }
    return current;
  }

  /** Whether there is a connection: true from {@link #makeConnection} until it is over. */
  public final boolean connected() {
    return transport != null && transport.connected();
  }

  /** What log lines about this connection begin with: the name of the class. */
  public String logPrefix() {
    String name = getClass().getSimpleName();
    return name.isEmpty() ? getClass().getName() : name;
  }
}
