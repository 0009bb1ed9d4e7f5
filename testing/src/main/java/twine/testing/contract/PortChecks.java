package twine.testing.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import twine.net.Address;
import twine.net.Factory;
import twine.net.Protocol;
import twine.net.ServerFactory;
import twine.net.TcpAddress;
import twine.net.TcpPort;
import twine.net.error.CannotListenException;
import twine.net.error.ConnectionRefusedException;
import twine.reactor.ListenOptions;

/** Listening ports. */
final class PortChecks extends Theme {
  private final List<String> events = new ArrayList<>();

  PortChecks(ReactorFixture fixture) {
    super(fixture);
  }

  private PeerFactory serving(Peer... servers) {
    Stream.of(servers).forEach(server -> server.onMade(server::lose));
    return factory(servers);
  }

  @Promise
  void theSystemChoosesAPortWhenAskedTo() {
    TcpPort port = listen(factory());
    TcpPort other = listen(factory());
    Expect.equal("127.0.0.1", port.getHost().host(), "the interface");
    Expect.that(port.getHost().port() > 0, "there is no port");
    Expect.that(port.getHost().port() != other.getHost().port(), "two have the same port");
    runFor(SOON);
  }

  @Promise
  void aGivenPortIsListenedOn() {
    int number = deadAddress().port();
    TcpPort port = reactor.listenTcp(number, factory(), ListenOptions.LOOPBACK);
    Expect.equal(new TcpAddress("127.0.0.1", number), port.getHost(), "the address");
    runFor(SOON);
  }

  @Promise
  void aPortWithoutAnInterfaceIsReachedByAll() {
    Peer client = peer();
    Peer server = peer();
    TcpPort port = reactor.listenTcp(0, serving(server));
    reactor.connectTcp("127.0.0.3", port.getHost().port(), factory(client));
    runUntilOver(client, server);
    Expect.equal("127.0.0.3", server.tcp().getHost().host(), "the address that was connected to");
  }

  @Promise
  void aPortOnOneInterfaceIsNotReachedByAnother() {
    TcpPort port = reactor.listenTcp(0, factory(), ListenOptions.on("127.0.0.2"));
    PeerFactory refused = factory();
    reactor.connectTcp("127.0.0.1", port.getHost().port(), refused);
    runUntil(() -> refused.has("failed"));
    refused.expectFailed(ConnectionRefusedException.class);
  }

  @Promise
  void anInterfaceMayBeAName() {
    TcpPort port = reactor.listenTcp(0, factory(), ListenOptions.on("localhost"));
    Expect.equal("127.0.0.1", port.getHost().host(), "the interface");
    runFor(SOON);
  }

  @Promise
  void portsThatAreNoPortsAreRefused() {
    for (int port : new int[] {-1, 65_536}) {
      Expect.thrown(IllegalArgumentException.class, () -> reactor.listenTcp(port, factory()));
    }
  }

  @Promise
  void aPortInUseIsAnErrorThatNamesIt() {
    TcpAddress taken = listen(factory()).getHost();
    PeerFactory factory = factory();
    CannotListenException error =
        Expect.thrown(
            CannotListenException.class,
            () -> reactor.listenTcp(taken.port(), factory, ListenOptions.LOOPBACK));
    Expect.mentions(taken.toString(), error);
    Expect.equal(factory.count("startFactory"), factory.count("stopFactory"), "starts and stops");
    runFor(SOON);
  }

  @Promise
  void connectionsMadeBeforeTheReactorRunsAreServed() {
    Peer client = peer();
    Peer server = peer();
    TcpPort port = listen(serving(server));
    reactor.connectTcp(port.getHost(), factory(client));
    Expect.that(!client.made() && !server.made(), "connected before run");
    runUntilOver(client, server);
  }

  @Promise
  void severalPortsMayShareAFactory() {
    Peer[] clients = {peer(), peer()};
    Peer[] servers = {peer(), peer()};
    PeerFactory factory = serving(servers);
    TcpPort first = listen(factory);
    TcpPort second = listen(factory);
    reactor.connectTcp(first.getHost(), factory(clients[0]));
    reactor.connectTcp(second.getHost(), factory(clients[1]));
    Runnable closeBoth =
        () -> {
          if (clients[0].over() && clients[1].over()) {
            first.stopListening();
            Expect.that(!factory.has("stopFactory"), "stopped while a port uses it");
            second.stopListening();
          }
        };
    clients[0].onLost(closeBoth);
    clients[1].onLost(closeBoth);
    runUntil(() -> factory.has("stopFactory"));
    Expect.equal(1L, factory.count("startFactory"), "how often the factory was started");
    Expect.equal(1L, factory.count("stopFactory"), "how often it was stopped");
  }

  @Promise
  void dozensOfPortsListenAtOnce() {
    List<TcpPort> ports = new ArrayList<>();
    List<Peer> clients = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ports.add(listen(serving(peer())));
    }
    for (TcpPort port : ports) {
      Peer client = peer();
      clients.add(client);
      reactor.connectTcp(port.getHost(), factory(client));
    }
    runUntil(() -> clients.stream().allMatch(Peer::over));
  }

  // ---- stopping and starting

  @Promise
  void stopListeningFiresWhenThePortIsFree() {
    TcpPort port = listen(factory());
    reactor.callWhenRunning(() ->
        port.stopListening()
            .onResult(result -> {
              TcpPort again =
                  reactor.listenTcp(port.getHost().port(), factory(), ListenOptions.LOOPBACK);
              Expect.equal(port.getHost(), again.getHost(), "the address had again");
              events.add("had again");
            }));
    runFor(SOON);
    Expect.equal(List.of("had again"), events, "the events");
  }

  @Promise
  void aStoppedPortRefusesConnections() {
    TcpPort port = listen(factory());
    PeerFactory refused = factory();
    reactor.callWhenRunning(
        () -> port.stopListening().onResult(result -> reactor.connectTcp(port.getHost(), refused)));
    runUntil(() -> refused.has("failed"));
    refused.expectFailed(ConnectionRefusedException.class);
  }

  @Promise
  void stopListeningLeavesConnectionsAlone() {
    Peer client = peer();
    Peer server = peer();
    TcpPort port = listen(factory(server));
    server.onMade(() ->
        port.stopListening()
            .onResult(result ->
                reactor.callLater(
                    SOON,
                    () -> {
                      server.write(bytes(100));
                      server.lose();
                    })));
    reactor.connectTcp(port.getHost(), factory(client));
    runUntilOver(client, server);
    client.expectReceived(bytes(100));
    client.expectDone();
  }

  @Promise
  void stopListeningTwiceFiresTwice() {
    PeerFactory factory = factory();
    TcpPort port = listen(factory);
    reactor.callWhenRunning(() -> {
      port.stopListening().onResult(result -> noteFired());
      port.stopListening().onResult(result -> noteFired());
    });
    runUntil(() -> events.size() == 2);
    Expect.equal(1L, factory.count("stopFactory"), "how often the factory was stopped");
  }

  @Promise
  void aSecondStopListeningInTheSameEventAlsoWaitsUntilThePortIsFree() {
    Peer client = peer();
    Peer server = peer();
    TcpPort port = listen(factory(server));
    server.onMade(() -> {
      port.stopListening();
      port.stopListening()
          .onResult(result -> {
            reactor.listenTcp(port.getHost().port(), factory(), ListenOptions.LOOPBACK);
            server.lose();
          });
    });
    reactor.connectTcp(port.getHost(), factory(client));
    runUntilOver(client, server);
  }

  private void noteFired() {
    events.add("fired");
    look();
  }

  @Promise
  void startListeningGoesOnWithTheSamePort() {
    Peer client = peer();
    Peer server = peer();
    PeerFactory factory = serving(server);
    TcpPort port = listen(factory);
    TcpAddress before = port.getHost();
    reactor.callWhenRunning(() ->
        port.stopListening()
            .onResult(result -> {
              port.startListening();
              Expect.equal(before, port.getHost(), "the address");
              reactor.connectTcp(before, factory(client));
            }));
    runUntilOver(client, server);
    Expect.equal(2L, factory.count("startFactory"), "how often the factory was started");
  }

  @Promise
  void startListeningWhileListeningIsRefused() {
    TcpPort port = listen(factory());
    Expect.thrown(IllegalStateException.class, port::startListening);
    runFor(SOON);
  }

  @Promise
  void startListeningOnAPortThatWasTakenIsAnError() {
    TcpPort port = listen(factory());
    reactor.callWhenRunning(() ->
        port.stopListening()
            .onResult(result -> {
              reactor.listenTcp(port.getHost().port(), factory(), ListenOptions.LOOPBACK);
              Expect.thrown(CannotListenException.class, port::startListening);
              events.add("refused");
            }));
    runFor(SOON);
    Expect.equal(List.of("refused"), events, "the events");
  }

  @Promise
  void aPortMayBeStoppedByItsOwnFactory() {
    Peer client = peer();
    Peer server = peer();
    TcpPort[] port = new TcpPort[1];
    server.onMade(server::lose);
    port[0] =
        reactor.listenTcp(
            0,
            new ServerFactory() {
              @Override
              public Protocol buildProtocol(Address peer) {
                port[0].stopListening();
                return server;
              }
            },
            ListenOptions.LOOPBACK);
    reactor.connectTcp(port[0].getHost(), factory(client));
    runUntilOver(client, server);
    client.expectDone();
  }

  @Promise
  void anOpenPortIsClosedWhenTheReactorStops() {
    PeerFactory factory = factory();
    TcpPort port = listen(factory);
    runFor(SOON);
    Expect.that(factory.has("stopFactory"), "the factory was not stopped");
    Expect.equal("127.0.0.1", port.getHost().host(), "the address, which is still known");
  }

  @Promise
  void aPortThatLatelyClosedConnectionsCanBeHadAgainAtOnce() {
    Peer client = peer();
    Peer server = peer();
    TcpPort port = listen(serving(server)); // who closes first keeps the port's number for a while
    client.onLost(() ->
        port.stopListening()
            .onResult(result -> {
              port.startListening();
              events.add("had again");
              look();
            }));
    reactor.connectTcp(port.getHost(), factory(client));
    runUntil(() -> events.contains("had again"));
  }

  @Promise
  void aNumberMayBeSharedByPortsThatAgreeTo() {
    ListenOptions sharing = ListenOptions.LOOPBACK.withReusePort(true);
    Peer[] servers = Stream.generate(this::peer).limit(40).toArray(Peer[]::new);
    PeerFactory[] factories = {serving(servers), factory()};
    TcpPort first;
    try {
      first = reactor.listenTcp(0, factories[0], sharing);
    } catch (CannotListenException e) {
      return; // this system has no such thing, and has said so
    }
    TcpPort second = reactor.listenTcp(first.getHost().port(), factories[1], sharing);
    Expect.equal(first.getHost(), second.getHost(), "the address of the second port");
    List<Peer> clients = Stream.generate(this::peer).limit(servers.length).toList();
    clients.forEach(client -> reactor.connectTcp(first.getHost(), factory(client)));
    runUntil(() -> clients.stream().allMatch(Peer::over));
    long built = factories[0].count("build") + factories[1].count("build");
    Expect.equal((long) servers.length, built, "the connections that were accepted");
  }

  // ---- factories that misbehave

  private static final class Refusing extends ServerFactory {
    private final @Nullable RuntimeException thrown;

    Refusing(@Nullable RuntimeException thrown) {
      this.thrown = thrown;
    }

    @Override
    public @Nullable Protocol buildProtocol(Address peer) {
      if (thrown != null) {
        throw thrown;
      }
      return null;
    }
  }

  @Promise
  void aFactoryThatCannotStartLeavesNoPortOpen() {
    int number = deadAddress().port();
    RuntimeException thrown = new RuntimeException("on purpose");
    Factory failing =
        new ServerFactory() {
          @Override
          public void startFactory() {
            throw thrown;
          }
        };
    RuntimeException caught =
        Expect.thrown(
            RuntimeException.class,
            () -> reactor.listenTcp(number, failing, ListenOptions.LOOPBACK));
    Expect.equal(thrown, caught, "what listenTcp throws");
    reactor.listenTcp(number, factory(), ListenOptions.LOOPBACK);
    runFor(SOON);
  }

  @Promise
  void aFactoryThatGivesNoProtocolClosesTheConnection() {
    Peer client = peer();
    TcpPort port = reactor.listenTcp(0, new Refusing(null), ListenOptions.LOOPBACK);
    reactor.connectTcp(port.getHost(), factory(client));
    runUntilOver(client);
    client.expectDone();
  }

  @Promise
  void aFactoryThatThrowsIsLoggedAndThePortGoesOn() {
    RuntimeException thrown = new RuntimeException("on purpose");
    TcpPort port = reactor.listenTcp(0, new Refusing(thrown), ListenOptions.LOOPBACK);
    // The reset may reach a client before it has looked at its new connection.
    PeerFactory[] clients = {factory(peer()), factory(peer())};
    PeerFactory.Reaction next = connector -> reactor.connectTcp(port.getHost(), clients[1]);
    reactor.connectTcp(port.getHost(), clients[0].onFailed(next).onLost(next));
    runUntil(() -> clients[1].has("stopFactory"));
    log.expect(thrown);
    log.expect(thrown);
  }
}
