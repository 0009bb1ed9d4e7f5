package twine.testing.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Protocol;

/** A factory for either side, that hands out given peers and records what it is told. */
final class PeerFactory extends ClientFactory {
  private final Theme theme;
  private final Deque<Peer> waiting;
  private final List<String> events = new ArrayList<>();
  private final List<Address> built = new ArrayList<>();

  private Reaction onStarted = connector -> {};
  private Reaction onFailed = connector -> {};
  private Reaction onLost = connector -> {};
  private @Nullable Failure failure;
  private @Nullable Failure loss;

  PeerFactory(Theme theme, Peer... peers) {
    this.theme = theme;
    this.waiting = new ArrayDeque<>(Arrays.asList(peers));
  }

  /** What a check does with a connector. */
  interface Reaction {
    void to(Connector connector);
  }

  PeerFactory onStarted(Reaction reaction) {
    onStarted = reaction;
    return this;
  }

  PeerFactory onFailed(Reaction reaction) {
    onFailed = reaction;
    return this;
  }

  PeerFactory onLost(Reaction reaction) {
    onLost = reaction;
    return this;
  }

  @Override
  public void startFactory() {
    events.add("startFactory");
  }

  @Override
  public void stopFactory() {
    events.add("stopFactory");
    theme.look();
  }

  @Override
  public void startedConnecting(Connector connector) {
    events.add("started");
    onStarted.to(connector);
  }

  @Override
  public @Nullable Protocol buildProtocol(Address peer) {
    events.add("build");
    built.add(peer);
    return waiting.poll();
  }

  @Override
  public void clientConnectionFailed(Connector connector, Failure reason) {
    events.add("failed");
    failure = reason;
    onFailed.to(connector);
    theme.look();
  }

  @Override
  public void clientConnectionLost(Connector connector, Failure reason) {
    events.add("lost");
    loss = reason;
    onLost.to(connector);
    theme.look();
  }

  /** What happened, in order. */
  List<String> events() {
    return List.copyOf(events);
  }

  boolean has(String event) {
    return events.contains(event);
  }

  long count(String event) {
    return events.stream().filter(event::equals).count();
  }

  /** Whom protocols were asked for. */
  List<Address> built() {
    return built;
  }

  @Nullable Failure loss() {
    return loss;
  }

  @Nullable Failure failure() {
    return failure;
  }

  <E extends Throwable> E expectFailed(Class<E> type) {
    return Expect.failure(type, failure);
  }
}
