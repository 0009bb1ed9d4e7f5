package twine.protocols.policies;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.Factory;
import twine.net.Protocol;

/**
 * Lets only so many connections through to the factory it is put around. One too many is logged and
 * closed at once, or given to a protocol that says why; either way the other factory never hears of
 * it.
 */
public abstract sealed class LimitingFactory extends WrappingFactory
    permits LimitTotalConnectionsFactory, LimitConnectionsByPeer {
  private final int limit;
  private final Map<String, Integer> open = new HashMap<>();
  private @Nullable Supplier<? extends Protocol> overflow;

  LimitingFactory(int limit, Factory wrapped) {
    super(wrapped);
    if (limit < 1) {
      throw new IllegalArgumentException("the limit must be at least 1, not " + limit);
    }
    this.limit = limit;
  }

  /** Which connections this peer's is counted with, in words that follow "connections". */
  abstract String group(Address peer);

  /**
   * Sets what makes the protocol of a connection that is one too many; without it such a connection
   * is closed at once. The protocol should write its few words and lose the connection: these
   * connections are not counted, and so not limited.
   *
   * @param protocol called once for each connection that is refused
   */
  public void setOverflowProtocol(Supplier<? extends Protocol> protocol) {
    overflow = protocol;
  }

  /** What the other factory makes, or what a connection gets that is one too many. */
  @Override
  public final @Nullable Protocol buildProtocol(Address peer) {
    String group = group(peer);
    if (open.getOrDefault(group, 0) < limit) {
      return super.buildProtocol(peer);
    }
    Log.warning(
        logPrefix() + " refuses " + peer + ": the limit of connections " + group + " is " + limit);
    return overflow == null ? null : overflow.get();
  }

  @Override
  protected final ProtocolWrapper wrap(Protocol protocol) {
    return new Counted(protocol);
  }

  private final class Counted extends ProtocolWrapper {
    Counted(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade() {
      open.merge(group(getPeer()), 1, Integer::sum);
      super.connectionMade();
    }

    @Override
    public void connectionLost(Failure reason) {
      open.computeIfPresent(group(getPeer()), (group, count) -> count == 1 ? null : count - 1);
      super.connectionLost(reason);
    }
  }
}
