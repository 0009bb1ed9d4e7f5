package twine.net;

import java.util.function.Supplier;
import twine.defer.Failure;

/**
 * A factory for connections that the program makes itself, told also of the attempts that come to
 * nothing (the book's Part 5).
 *
 * <pre>
 *   connectTcp ─▶ startedConnecting ─┬─▶ clientConnectionFailed
 *                                    └─▶ buildProtocol … ─▶ clientConnectionLost
 * </pre>
 *
 * <p>The last two never arrive before {@code connectTcp} has returned, and after the protocol's own
 * {@code connectionLost}. They do nothing by default. Either may call {@link Connector#connect} to
 * try again.
 */
public class ClientFactory extends Factory {

  /** For subclasses that override {@link #buildProtocol}. */
  protected ClientFactory() {}

  /**
   * A factory that asks {@code protocol} for each connection.
   *
   * @param protocol called once for each connection
   */
  public ClientFactory(Supplier<? extends Protocol> protocol) {
    super(protocol);
  }

  /** A factory that does nothing but call {@code protocol} for each connection. */
  public static ClientFactory of(Supplier<? extends Protocol> protocol) {
    return new ClientFactory(protocol);
  }

  /** An attempt to connect begins. */
  public void startedConnecting(Connector connector) {}

  /**
   * The attempt failed.
   *
   * @param reason holds a {@link twine.net.error.ConnectFailedException} that names the address
   */
  public void clientConnectionFailed(Connector connector, Failure reason) {}

  /**
   * A connection that had been made is over.
   *
   * @param reason the one given to the protocol's {@code connectionLost}
   */
  public void clientConnectionLost(Connector connector, Failure reason) {}
}
