package twine.testing.contract;

import java.util.List;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.Protocol;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.net.error.ConnectionDoneException;
import twine.net.error.UserAbortedException;

/** What can be done with a connector: giving up, ending, trying again. */
final class ConnectorChecks extends ConnectTheme {

  ConnectorChecks(ReactorFixture fixture) {
    super(fixture);
  }

  /** Connects the two, and then has {@code work} done with their connector. */
  private Connector joinThen(Peer client, Peer server, PeerFactory.Reaction work) {
    Connector[] connector = new Connector[1];
    connector[0] = join(client, server, () -> work.to(connector[0]));
    return connector[0];
  }

  // ---- giving up

  @Promise(needs = Ability.SILENT_ADDRESS)
  void stopConnectingFailsTheAttemptLater() {
    PeerFactory factory = factory(peer());
    Connector connector = reactor.connectTcp(silent(), factory);
    reactor.callWhenRunning(() -> {
      connector.stopConnecting();
      Expect.that(!factory.has("failed"), "told inside stopConnecting");
    });
    runUntilReleased(factory);
    factory.expectFailed(UserAbortedException.class);
    Expect.equal(1L, factory.count("failed"), "the number of failures");
  }

  @Promise(needs = Ability.SILENT_ADDRESS)
  void disconnectDuringAnAttemptStopsIt() {
    PeerFactory factory = factory(peer());
    Connector connector = reactor.connectTcp(silent(), factory);
    reactor.callWhenRunning(connector::disconnect);
    runUntilReleased(factory);
    factory.expectFailed(UserAbortedException.class);
  }

  @Promise
  void stopConnectingAtOnceFailsTheAttempt() {
    PeerFactory factory = factory(peer());
    Peer server = peer();
    TcpPort port = listen(factory(server));
    reactor.connectTcp(port.getHost(), factory).stopConnecting();
    runUntilReleased(factory);
    factory.expectFailed(UserAbortedException.class);
    Expect.that(!factory.has("build"), "a protocol was asked for");
  }

  @Promise
  void stopConnectingDuringTheLookUpFailsTheAttempt() {
    PeerFactory factory = factory(peer());
    reactor.callWhenRunning(
        () -> reactor.connectTcp("localhost", 10_000, factory).stopConnecting());
    runUntilReleased(factory);
    factory.expectFailed(UserAbortedException.class);
  }

  @Promise
  void anAttemptMayBeGivenUpAsItStarts() {
    PeerFactory factory = factory(peer()).onStarted(Connector::stopConnecting);
    reactor.connectTcp(deadAddress(), factory);
    runUntilReleased(factory);
    factory.expectFailed(UserAbortedException.class);
  }

  @Promise
  void stopConnectingWithoutAnAttemptIsRefused() {
    Peer client = peer();
    Peer server = peer();
    Connector connector =
        joinThen(
            client,
            server,
            connected -> {
              Expect.thrown(IllegalStateException.class, connected::stopConnecting);
              server.lose();
            });
    runUntilOver(client, server);
    Expect.thrown(IllegalStateException.class, connector::stopConnecting);
  }

  @Promise
  void disconnectWhenConnectedLosesTheConnection() {
    Peer client = peer();
    Peer server = peer();
    byte[] last = bytes(1000);
    joinThen(
        client,
        server,
        connected -> {
          client.write(last);
          connected.disconnect();
        });
    runUntilOver(client, server);
    client.expectDone();
    server.expectDone();
    server.expectReceived(last);
  }

  @Promise
  void disconnectWhenDisconnectedDoesNothing() {
    PeerFactory factory = factory(peer()).onFailed(Connector::disconnect);
    reactor.connectTcp(deadAddress(), factory);
    runUntilReleased(factory);
    Expect.equal(1L, factory.count("failed"), "the number of failures");
  }

  // ---- once more

  @Promise
  void aFailedAttemptMayBeMadeAgain() {
    int[] attempts = {0};
    PeerFactory factory = factory(peer());
    factory.onFailed(connector -> {
      if (++attempts[0] < 3) {
        connector.connect();
      }
    });
    reactor.connectTcp(deadAddress(), factory);
    runUntilReleased(factory);
    Expect.equal(
        List.of(
            "startFactory",
            "started",
            "failed",
            "started",
            "failed",
            "started",
            "failed",
            "stopFactory"),
        factory.events(),
        "the steps, the factory being in use all the while");
  }

  @Promise
  void aLostConnectionMayBeMadeAgain() {
    Peer first = peer();
    Peer second = peer();
    Peer[] servers = {peer(), peer()};
    for (Peer server : servers) {
      server.onMade(server::lose);
    }
    TcpPort port = listen(factory(servers));
    PeerFactory factory = factory(first, second);
    factory.onLost(connector -> {
      if (!second.made()) {
        connector.connect();
      }
    });
    reactor.connectTcp(port.getHost(), factory);
    runUntilReleased(factory);
    Expect.equal(
        List.of(
            "startFactory", "started", "build", "lost", "started", "build", "lost", "stopFactory"),
        factory.events(),
        "the steps");
  }

  @Promise
  void aConnectorMayBeUsedAgainLater() {
    PeerFactory factory = factory(peer());
    factory.onFailed(connector -> {
      if (factory.count("failed") == 1) {
        reactor.callLater(SOON, connector::connect);
      }
    });
    reactor.connectTcp(deadAddress(), factory);
    runUntil(() -> factory.count("stopFactory") == 2);
    Expect.equal(2L, factory.count("startFactory"), "how often the factory was started");
    Expect.equal(2L, factory.count("failed"), "how often the attempt failed");
  }

  @Promise
  void connectDuringAnAttemptOrAConnectionIsRefused() {
    Peer client = peer();
    Peer server = peer();
    Connector connector =
        joinThen(
            client,
            server,
            connected -> {
              Expect.thrown(IllegalStateException.class, connected::connect);
              server.lose();
            });
    Expect.thrown(IllegalStateException.class, connector::connect);
    runUntilOver(client, server);
  }

  @Promise
  void aFactoryThatIsUsedTwiceIsStartedOnce() {
    PeerFactory factory = factory(peer(), peer());
    TcpAddress dead = deadAddress();
    reactor.connectTcp(dead, factory);
    reactor.connectTcp(dead, factory);
    runUntilReleased(factory);
    Expect.equal(1L, factory.count("startFactory"), "how often the factory was started");
    Expect.equal(2L, factory.count("failed"), "how many attempts failed");
    Expect.equal("stopFactory", factory.events().getLast(), "the last step");
  }

  // ---- factories that misbehave

  @Promise
  void aFactoryThatGivesNoProtocolClosesTheConnection() {
    Peer server = peer();
    PeerFactory factory = factory(); // it has no peer to give
    TcpPort port = listen(factory(server));
    reactor.connectTcp(port.getHost(), factory);
    runUntil(() -> factory.has("stopFactory") && server.over());
    server.expectDone();
    Expect.failure(ConnectionDoneException.class, factory.loss());
  }

  @Promise
  void aFactoryThatThrowsIsLoggedAndTheConnectionDropped() {
    RuntimeException thrown = new RuntimeException("on purpose");
    Peer server = peer();
    TcpPort port = listen(factory(server));
    reactor.connectTcp(
        port.getHost(),
        new ClientFactory() {
          @Override
          public Protocol buildProtocol(Address peer) {
            throw thrown;
          }
        });
    runUntilOver(server);
    log.expect(thrown);
  }

  @Promise
  void whatStartedConnectingThrowsIsLoggedAndTheAttemptGoesOn() {
    RuntimeException thrown = new RuntimeException("on purpose");
    Peer client = peer();
    Peer server = peer();
    server.onMade(server::lose);
    PeerFactory factory =
        factory(client)
            .onStarted(connector -> {
              throw thrown;
            });
    reactor.connectTcp(listen(factory(server)).getHost(), factory);
    runUntilOver(client, server);
    log.expect(thrown);
  }

  @Promise
  void whatAFactorysCallbacksThrowIsLogged() {
    RuntimeException first = new RuntimeException("on purpose");
    RuntimeException second = new RuntimeException("on purpose, too");
    PeerFactory failing =
        factory()
            .onFailed(connector -> {
              throw first;
            });
    Peer client = peer();
    Peer server = peer();
    server.onMade(server::lose);
    PeerFactory losing =
        factory(client)
            .onLost(connector -> {
              throw second;
            });
    TcpPort port = listen(factory(server));
    reactor.connectTcp(deadAddress(), failing);
    reactor.connectTcp(port.getHost(), losing);
    runUntil(() -> failing.has("stopFactory") && losing.has("stopFactory"));
    log.expect(first);
    log.expect(second);
  }
}
