package twine.testing.contract;

import java.util.List;
import java.util.stream.Stream;
import twine.net.TcpPort;
import twine.net.error.ConnectFailedException;

/** What a stop does to what is open. */
final class StopChecks extends Theme {

  StopChecks(ReactorFixture fixture) {
    super(fixture);
  }

  @Promise
  void everyConnectionIsLostAtTheStop() {
    List<Peer> peers = Stream.generate(this::peer).limit(20).toList();
    for (int i = 0; i < peers.size(); i += 2) {
      join(peers.get(i), peers.get(i + 1));
    }
    runUntil(() -> peers.stream().allMatch(Peer::made));
    peers.forEach(Peer::expectLost);
  }

  @Promise
  void theFactoryIsToldThatItsConnectionIsLostAtTheStop() {
    Peer client = peer();
    Peer server = peer();
    PeerFactory factory = factory(client);
    TcpPort port = listen(factory(server));
    reactor.connectTcp(port.getHost(), factory);
    runUntil(() -> client.made() && server.made());
    Expect.equal(
        List.of("startFactory", "started", "build", "lost", "stopFactory"),
        factory.events(),
        "the steps");
  }

  @Promise
  void aConnectionThatIsFlushingIsLostAtTheStop() {
    Peer client = peer();
    Peer server = peer();
    client.onMade(() -> client.transport().pauseProducing());
    server.onMade(() -> {
      server.write(bytes(fixture.bulk()));
      server.lose();
    });
    join(client, server, this::stop);
    reactor.run();
    server.expectLost();
  }

  @Promise(needs = Ability.SILENT_ADDRESS)
  void anAttemptThatIsUnderWayFailsAtTheStop() {
    PeerFactory factory = factory();
    reactor.connectTcp(Expect.present(fixture.silent(), "a silent address"), factory);
    runFor(SOON);
    factory.expectFailed(ConnectFailedException.class);
    Expect.that(factory.has("stopFactory"), "the factory was not stopped");
  }

  @Promise
  void aConnectorThatReconnectsForEverIsEndedByTheStop() {
    int[] failures = {0};
    PeerFactory factory = factory();
    factory.onFailed(connector -> {
      if (failures[0]++ == 3) {
        stop();
      }
      connector.connect();
    });
    reactor.connectTcp(deadAddress(), factory);
    reactor.run();
    Expect.that(!reactor.running(), "the reactor runs");
  }

  @Promise
  void protocolsMayStopTheReactorFromAnyCallback() {
    Peer client = peer();
    Peer server = peer();
    server.onMade(server::lose);
    client.onLost(this::stop);
    join(client, server);
    reactor.run();
    client.expectDone();
  }

  @Promise
  void whatAProtocolThrowsAtTheStopIsLoggedAndTheOthersAreLostAllTheSame() {
    RuntimeException thrown = new RuntimeException("on purpose");
    List<Peer> peers = Stream.generate(this::peer).limit(6).toList();
    for (int i = 0; i < peers.size(); i += 2) {
      join(peers.get(i), peers.get(i + 1));
    }
    peers
        .get(3)
        .onLost(() -> {
          throw thrown;
        });
    runUntil(() -> peers.stream().allMatch(Peer::made));
    peers.forEach(Peer::expectLost);
    log.expect(thrown);
  }
}
