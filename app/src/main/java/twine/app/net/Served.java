package twine.app.net;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.loop.DelayedCall;
import twine.loop.Timers;
import twine.net.Factory;
import twine.net.Protocol;
import twine.protocols.policies.ProtocolWrapper;
import twine.protocols.policies.WrappingFactory;

/**
 * The connections that a server has accepted, to be seen to their end when it stops.
 *
 * <pre>
 *   SERVING ── drain ──▶ DRAINING ── the last one has ended ─────────────▶ DRAINED
 *                           └─ deadline ─▶ all aborted ── their ends ──────▲
 * </pre>
 */
final class Served extends WrappingFactory {
  private final String server;
  private final Set<Connection> open = new LinkedHashSet<>();
  private @Nullable Deferred<@Nullable Void> drained; // null while SERVING
  private @Nullable DelayedCall deadline;

  Served(String server, Factory factory) {
    super(factory);
    this.server = server;
  }

  @Override
  protected ProtocolWrapper wrap(Protocol protocol) {
    return new Connection(protocol);
  }

  int count() {
    return open.size();
  }

  /**
   * Lets the connections come to their end, and aborts those that have not after a while.
   *
   * @return fires when all have ended; cancelling it aborts them
   */
  Deferred<@Nullable Void> drain(Timers timers, Duration patience) {
    var result = new Deferred<@Nullable Void>(_ -> abortAll());
    if (open.isEmpty()) {
      result.callback(null);
      return result;
    }
    drained = result;
    Log.info("%s waits for %s to end".formatted(server, Log.count(open.size(), "connection")));
    deadline = timers.callLater(patience, this::runOut);
    List.copyOf(open).forEach(Connection::askToEnd);
    return result;
  }

  private void runOut() {
    deadline = null;
    Log.warning(
        "%s cuts %s off: the time to end is over"
            .formatted(server, Log.count(open.size(), "connection")));
    abortAll();
  }

  private void abortAll() {
    List.copyOf(open).forEach(Connection::abortConnection);
  }

  private void ended(Connection connection) {
    open.remove(connection);
    if (!open.isEmpty() || drained == null) {
      return;
    }
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
    if (!drained.hasFired()) { // it may have been cancelled
      drained.callback(null);
    }
  }

  private final class Connection extends ProtocolWrapper {

    Connection(Protocol protocol) {
      super(protocol);
    }

    @Override
    public void connectionMade() {
      open.add(this);
      super.connectionMade();
    }

    @Override
    public void connectionLost(Failure reason) {
      try {
        super.connectionLost(reason);
      } finally {
        ended(this);
      }
    }

    void askToEnd() {
      if (wrapped() instanceof Drainable drainable) {
        try {
          drainable.serverStopping();
        } catch (Throwable thrown) {
          Log.error(logPrefix() + ".serverStopping threw", thrown);
          abortConnection();
        }
      }
    }
  }
}
