package twine.testing.contract;

import java.time.Duration;
import java.util.List;
import twine.loop.DelayedCall;
import twine.net.Connector;
import twine.net.TcpPort;

/** What a reactor says that it has still to do. */
final class PendingChecks extends Theme {
  private static final Duration LATE = Duration.ofHours(1);

  PendingChecks(ReactorFixture fixture) {
    super(fixture);
  }

  @Promise
  void aNewReactorHasNothingToDo() {
    Expect.that(reactor.pending().isEmpty(), "something is pending: " + reactor.pending());
    runFor(SOON);
  }

  @Promise
  void delayedCallsArePendingTheNextOneFirstUntilTheyAreMadeOrCancelled() {
    DelayedCall last = reactor.callLater(LATE.plusSeconds(1), () -> {});
    DelayedCall first = reactor.callLater(LATE, () -> {});
    DelayedCall second = reactor.callLater(LATE, () -> {});
    Expect.equal(List.of(first, second, last), reactor.pending().delayedCalls(), "the calls");
    second.cancel();
    Expect.equal(List.of(first, last), reactor.pending().delayedCalls(), "the calls");
    first.cancel();
    last.cancel();
    reactor.callLater(
        Duration.ZERO,
        () -> {
          Expect.equal(List.of(), reactor.pending().delayedCalls(), "the calls, in the last one");
          stop();
        });
    reactor.run();
  }

  @Promise
  void aPortIsPendingUntilItIsClosed() {
    TcpPort port = listen(factory());
    Expect.equal(List.of(port), reactor.pending().ports(), "the ports");
    Expect.that(reactor.pending().hasSockets(), "a port is no socket");
    port.stopListening();
    Expect.equal(List.of(), reactor.pending().ports(), "the ports");
    runFor(SOON);
  }

  @Promise
  void anAttemptIsPendingUntilThereIsAConnection() {
    Peer client = peer();
    Peer server = peer();
    TcpPort port = listen(factory(server));
    Connector connector = reactor.connectTcp(port.getHost(), factory(client));
    Expect.equal(List.of(connector), reactor.pending().attempts(), "the attempts");
    client.onMade(() -> {
      Expect.equal(List.of(), reactor.pending().attempts(), "the attempts");
      client.lose();
    });
    runUntilOver(client, server);
  }

  @Promise
  void connectionsArePendingUntilTheyAreLost() {
    Peer client = peer();
    Peer server = peer();
    join(
        client,
        server,
        () -> {
          Expect.equal(2, reactor.pending().connections().size(), "the number of connections");
          Expect.equal(2L, reactor.pending().describe().count(), "the number of descriptions");
          client.lose();
        });
    runUntilOver(client, server);
    Expect.that(reactor.pending().isEmpty(), "something is pending: " + reactor.pending());
  }
}
