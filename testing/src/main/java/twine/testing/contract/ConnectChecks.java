package twine.testing.contract;

import java.util.ArrayList;
import java.util.List;
import twine.net.Address;
import twine.net.ClientFactory;
import twine.net.Connector;
import twine.net.FactoryProtocol;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.net.error.ConnectFailedException;
import twine.net.error.ConnectTimedOutException;
import twine.net.error.ConnectionRefusedException;
import twine.net.error.DnsLookupException;
import twine.net.error.NoRouteException;
import twine.reactor.ConnectOptions;

/** Attempts to connect: what they lead to, and what everybody is told. */
final class ConnectChecks extends ConnectTheme {

  ConnectChecks(ReactorFixture fixture) {
    super(fixture);
  }

  // ---- success

  @Promise
  void theFactoryIsToldEachStepInOrder() {
    Peer client = peer();
    Peer server = peer().onMade(() -> {});
    PeerFactory factory = factory(client);
    TcpPort port = listen(factory(server.onMade(server::lose)));
    client.onMade(() -> Expect.equal(3, factory.events().size(), "the steps before made"));
    client.onLost(() -> Expect.that(!factory.has("lost"), "the factory heard before the protocol"));
    reactor.connectTcp(port.getHost(), factory);
    runUntilReleased(factory);
    Expect.equal(
        List.of("startFactory", "started", "build", "lost", "stopFactory"),
        factory.events(),
        "the steps");
    Expect.equal(List.of("made", "lost"), client.events(), "the protocol's events");
    Expect.equal(client.reason(), factory.loss(), "the reason given to the factory");
  }

  @Promise
  void theTwoEndsSeeEachOthersAddresses() {
    Peer client = peer();
    Peer server = peer();
    PeerFactory clients = factory(client);
    PeerFactory servers = factory(server);
    TcpPort port = listen(servers);
    client.onMade(
        () -> Expect.equal(port.getHost(), client.tcp().getPeer(), "the peer of the client"));
    server.onMade(() -> {
      Expect.equal(port.getHost(), server.tcp().getHost(), "the host of the server");
      server.lose();
    });
    reactor.connectTcp(port.getHost(), clients);
    runUntilOver(client, server);
    Expect.equal(client.tcp().getHost(), server.tcp().getPeer(), "the two ends of one connection");
    Expect.equal(List.of(port.getHost()), clients.built(), "whom the client's protocol is for");
    Expect.equal(
        List.<Address>of(client.tcp().getHost()), servers.built(), "whom the server's is for");
  }

  @Promise
  void theAddressesAreKnownWhenTheConnectionIsOver() {
    Peer client = peer();
    Peer server = peer().onMade(() -> {});
    server.onMade(server::lose);
    Connector connector = join(client, server);
    client.onLost(() -> {
      Expect.equal(connector.getDestination(), client.tcp().getPeer(), "the peer");
      Expect.equal("127.0.0.1", client.tcp().getHost().host(), "the host");
    });
    runUntilOver(client, server);
    Expect.equal(connector.getDestination(), client.tcp().getPeer(), "the peer, still later");
  }

  @Promise
  void aProtocolReachesItsFactory() {
    List<Object> reached = new ArrayList<>();
    final class Factory extends ClientFactory {
      Factory() {
        super(() -> new Member(reached, ConnectChecks.this));
      }
    }
    Peer server = peer();
    server.onMade(server::lose);
    TcpPort port = listen(factory(server));
    ClientFactory factory = new Factory();
    reactor.connectTcp(port.getHost(), factory);
    runUntil(() -> !reached.isEmpty());
    Expect.equal(List.of(factory), reached, "the factory");
  }

  private static final class Member extends FactoryProtocol<ClientFactory> {
    private final List<Object> reached;
    private final Theme theme;

    Member(List<Object> reached, Theme theme) {
      this.reached = reached;
      this.theme = theme;
    }

    @Override
    public void connectionMade() {
      reached.add(factory());
      theme.look();
    }
  }

  @Promise
  void aNameIsResolved() {
    Peer client = peer();
    Peer server = peer();
    server.onMade(server::lose);
    TcpPort port = listen(factory(server));
    Connector connector = reactor.connectTcp("localhost", port.getHost().port(), factory(client));
    TcpAddress asked = new TcpAddress("localhost", port.getHost().port());
    Expect.equal(asked, connector.getDestination(), "the destination stays a name");
    runUntilOver(client, server);
    Expect.equal(asked, connector.getDestination(), "the destination is still a name");
    Expect.equal(port.getHost(), client.tcp().getPeer(), "the address that was found");
  }

  @Promise
  void aConnectionMayComeFromAGivenAddress() {
    Peer client = peer();
    Peer server = peer();
    server.onMade(server::lose);
    TcpPort port = listen(factory(server));
    ConnectOptions options = ConnectOptions.DEFAULT.withBindAddress(new TcpAddress("127.0.0.2", 0));
    reactor.connectTcp("127.0.0.1", port.getHost().port(), factory(client), options);
    runUntilOver(client, server);
    Expect.equal("127.0.0.2", server.tcp().getPeer().host(), "where the connection comes from");
  }

  @Promise
  void anAttemptThatSucceedsIsNotTimedOutLater() {
    Peer client = peer();
    Peer server = peer();
    TcpPort port = listen(factory(server));
    PeerFactory factory = factory(client);
    reactor.connectTcp(
        "127.0.0.1",
        port.getHost().port(),
        factory,
        ConnectOptions.DEFAULT.withTimeout(SOON.multipliedBy(15)));
    server.onMade(() -> reactor.callLater(SOON.multipliedBy(16), server::lose));
    runUntilOver(client, server);
    client.expectDone();
    Expect.that(!factory.has("failed"), "a connection that was made has failed");
  }

  // ---- failure

  @Promise
  void aRefusedConnectionFailsAndNamesTheAddress() {
    TcpAddress dead = deadAddress();
    PeerFactory factory = factory(peer());
    reactor.connectTcp(dead, factory);
    runUntilReleased(factory);
    ConnectionRefusedException reason = factory.expectFailed(ConnectionRefusedException.class);
    Expect.equal(dead, reason.destination(), "the destination");
    Expect.mentions(dead.toString(), reason);
    Expect.equal(
        List.of("startFactory", "started", "failed", "stopFactory"), factory.events(), "the steps");
  }

  @Promise
  void aRefusalIsAFailureThatWasNotThrownAnywhere() {
    PeerFactory factory = factory(peer());
    reactor.connectTcp(deadAddress(), factory);
    runUntilReleased(factory);
    String text = String.valueOf(factory.failure());
    Expect.that(text.contains("failure with no frames"), "the failure has frames: " + text);
    Expect.that(text.contains("ConnectionRefused"), "the failure has another name: " + text);
  }

  @Promise
  void aFailureIsNeverToldInsideConnectTcp() {
    List<PeerFactory> factories = new ArrayList<>();
    TcpAddress dead = deadAddress();
    reactor.callWhenRunning(() -> {
      for (String host : List.of(dead.host(), "no-such-host.invalid", "198.51.100.1")) {
        PeerFactory factory = factory();
        factories.add(factory);
        Connector connector = reactor.connectTcp(host, dead.port(), factory);
        Expect.that(!factory.has("failed"), "told inside connectTcp: " + host);
        reactor.callLater(
            SOON,
            () -> {
              if (!factory.has("failed")) {
                connector.stopConnecting();
              }
            });
      }
    });
    runUntil(() -> factories.size() == 3 && factories.stream().allMatch(f -> f.has("failed")));
  }

  @Promise
  void anUnknownHostFailsAndIsNamed() {
    PeerFactory factory = factory(peer());
    reactor.connectTcp("no-such-host.invalid", 10_000, factory);
    runUntilReleased(factory);
    DnsLookupException reason = factory.expectFailed(DnsLookupException.class);
    Expect.mentions("no-such-host.invalid", reason);
  }

  @Promise(needs = Ability.SILENT_ADDRESS)
  void anAttemptThatNobodyAnswersTimesOut() {
    PeerFactory factory = factory(peer());
    long start = reactor.nanoTime();
    reactor.connectTcp(
        silent().host(), silent().port(), factory, ConnectOptions.DEFAULT.withTimeout(SOON));
    runUntilReleased(factory);
    ConnectTimedOutException reason = factory.expectFailed(ConnectTimedOutException.class);
    Expect.equal(silent(), reason.destination(), "the destination");
    Expect.that(reactor.nanoTime() - start >= SOON.toNanos(), "timed out too early");
  }

  @Promise(needs = Ability.UNREACHABLE_ADDRESS)
  void anAttemptWithoutARouteFails() {
    TcpAddress unreachable = Expect.present(fixture.unreachable(), "an unreachable address");
    PeerFactory factory = factory(peer());
    reactor.connectTcp(unreachable, factory);
    runUntilReleased(factory);
    Expect.equal(
        unreachable, factory.expectFailed(NoRouteException.class).destination(), "the destination");
  }

  @Promise
  void aBindAddressThatIsNotOursFails() {
    Peer server = peer();
    TcpPort taken = listen(factory(server));
    PeerFactory factory = factory(peer());
    // The port of a listener on the same address cannot be had for a connection's own end.
    reactor.connectTcp(
        taken.getHost().host(),
        taken.getHost().port(),
        factory,
        ConnectOptions.DEFAULT.withBindAddress(taken.getHost()));
    runUntilReleased(factory);
    Expect.that(factory.has("failed"), "an address that is in use was used");
    factory.expectFailed(ConnectFailedException.class);
  }

  @Promise
  void aBindAddressThatIsANameIsRefused() {
    TcpAddress name = new TcpAddress("localhost", 0);
    PeerFactory factory = factory(peer());
    Expect.thrown(
        IllegalArgumentException.class,
        () ->
            reactor.connectTcp(
                "127.0.0.1", 10_000, factory, ConnectOptions.DEFAULT.withBindAddress(name)));
    runFor(SOON);
    Expect.equal(List.of(), factory.events(), "what the factory was told");
  }

  @Promise
  void portsThatAreNoPortsAreRefused() {
    for (int port : new int[] {-1, 0, 65_536}) {
      Expect.thrown(
          IllegalArgumentException.class, () -> reactor.connectTcp("127.0.0.1", port, factory()));
    }
  }
}
