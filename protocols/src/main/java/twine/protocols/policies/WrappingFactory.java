package twine.protocols.policies;

import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Factory;
import twine.net.Protocol;

/**
 * Wraps the protocols of another factory, whichever it is and whichever side it serves (Twisted's
 * class of the same name). The other factory is told all that it would be told without this one:
 * its start and stop, and, if it is a {@link ClientFactory}, what becomes of attempts to connect.
 *
 * <pre>{@code
 * final class CountingFactory extends WrappingFactory {
 *   CountingFactory(Factory wrapped) {
 *     super(wrapped);
 *   }
 *
 *   @Override protected ProtocolWrapper wrap(Protocol protocol) {
 *     return new Counting(protocol);
 *   }
 * }
 * }</pre>
 */
public class WrappingFactory extends ClientFactory {
  private final Factory wrapped;

  /** A factory around {@code wrapped}. */
  public WrappingFactory(Factory wrapped) {
    this.wrapped = wrapped;
  }

  /** The factory that this one is put around. */
  public final Factory wrapped() {
    return wrapped;
  }

  /**
   * What is put around a protocol that the other factory has made: here a {@link ProtocolWrapper}
   * that changes nothing.
   */
  protected ProtocolWrapper wrap(Protocol protocol) {
    return new ProtocolWrapper(protocol);
  }

  /** What the other factory makes, wrapped; null if that refuses. */
  @Override
  public @Nullable Protocol buildProtocol(Address peer) {
    Protocol protocol = wrapped.buildProtocol(peer);
    return protocol == null ? null : wrap(protocol).face();
  }

  /** Starts the other factory. */
  @Override
  public void startFactory() {
    wrapped.doStart();
  }

  /** Stops the other factory, unless something else uses it, too. */
  @Override
  public void stopFactory() {
    wrapped.doStop();
  }

  @Override
  public void startedConnecting(Connector connector) {
    if (wrapped instanceof ClientFactory client) {
      client.startedConnecting(connector);
    }
  }

  @Override
  public void clientConnectionFailed(Connector connector, Failure reason) {
    if (wrapped instanceof ClientFactory client) {
      client.clientConnectionFailed(connector, reason);
    }
  }

  @Override
  public void clientConnectionLost(Connector connector, Failure reason) {
    if (wrapped instanceof ClientFactory client) {
      client.clientConnectionLost(connector, reason);
    }
  }

  /** The prefix of the other factory. */
  @Override
  public String logPrefix() {
    return wrapped.logPrefix();
  }
}
