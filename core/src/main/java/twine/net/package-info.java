/**
 * The two sides of a connection: the {@link twine.net.Protocol} that a program writes, and the
 * {@link twine.net.Transport} that a reactor provides, with the factories and handles around them
 * (the book's Parts 5 and 11).
 *
 * <pre>
 *   connectTcp ── Connector ──┐                       ┌── dataReceived, connectionLost ──▶
 *                             ├─▶ Factory ─▶ Protocol │
 *   listenTcp ─ ListeningPort ┘        (one for each  └── write, loseConnection ── Transport ◀──
 *                                        connection)
 * </pre>
 *
 * <p><b>Thread rule.</b> Every object here belongs to one reactor: its methods are called on that
 * reactor's thread only, and it calls back on that thread only.
 *
 * <p><b>Bytes.</b> What arrives is a {@link java.nio.ByteBuffer} that is valid until the callback
 * returns; what is written is never kept and never moved.
 */
@NullMarked
package twine.net;

import org.jspecify.annotations.NullMarked;
