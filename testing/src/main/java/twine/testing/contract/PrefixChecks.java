package twine.testing.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import twine.coroutine.Coroutine;
import twine.defer.Deferred;
import twine.loop.Loop;
import twine.net.TcpPort;

/** Whom the lines of a log belong to: what the reactor is serving when they are written. */
final class PrefixChecks extends Theme {
  private final List<String> seen = new ArrayList<>();

  PrefixChecks(ReactorFixture fixture) {
    super(fixture);
  }

  /** The prefix as a log finds it, that knows no reactor. */
  private void note(String what) {
    Loop loop = Loop.current();
    seen.add(what + " " + (loop == null ? "nowhere" : loop.logPrefix()));
  }

  @Override
  void whenLogged() {
    note("logged");
  }

  private void expectSeen(String... expected) {
    Expect.equal(List.of(expected), seen, "what was seen");
  }

  @Promise
  void callsAreServedOnNobodysBehalf() {
    reactor.callWhenRunning(() -> note("running"));
    reactor.callLater(Duration.ZERO, () -> note("later"));
    reactor.execute(() -> {
      note("executed");
      reactor.callLater(SOON, this::stop);
    });
    reactor.run();
    expectSeen("running -", "executed -", "later -");
    Expect.equal("-", reactor.logPrefix(), "the prefix of a reactor that has stopped");
  }

  @Promise
  void aServersEventsAreItsProtocolsOnceItIsAccepted() {
    Peer client = peer();
    Peer server = peer();
    server
        .onMade(() -> note("made"))
        .onData(() -> {
          note("data");
          server.lose();
        })
        .onLost(() -> note("lost"));
    client.onMade(() -> client.write(bytes(1)));
    join(client, server);
    runUntilOver(client, server);
    expectSeen("made PeerFactory", "data Peer,0,127.0.0.1", "lost Peer,0,127.0.0.1");
  }

  @Promise
  void aClientsEventsAreItsProtocols() {
    Peer client = peer();
    Peer server = peer();
    client.onMade(() -> note("made")).onData(() -> note("data")).onLost(() -> note("lost"));
    server.onMade(() -> {
      server.write(bytes(1));
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    expectSeen("made Peer,client", "data Peer,client", "lost Peer,client");
  }

  @Promise
  void aPortNumbersItsConnections() {
    Peer first = peer();
    Peer second = peer();
    first.onLost(() -> note("lost"));
    second.onLost(() -> note("lost"));
    TcpPort port = listen(factory(first, second));
    Peer one = peer();
    Peer other = peer();
    one.onMade(one::lose).onLost(() -> reactor.connectTcp(port.getHost(), factory(other)));
    other.onMade(other::lose);
    reactor.connectTcp(port.getHost(), factory(one));
    second.afterMade(() -> port.stopListening());
    runUntilOver(first, second, one, other);
    expectSeen("lost Peer,0,127.0.0.1", "lost Peer,1,127.0.0.1");
  }

  @Promise
  void aFailedAttemptIsItsFactorys() {
    PeerFactory factory = factory();
    factory.onFailed(connector -> note("failed"));
    reactor.connectTcp(deadAddress(), factory);
    runUntil(() -> factory.has("failed"));
    expectSeen("failed PeerFactory");
  }

  @Promise
  void aConnectionThatATimerEndsIsToldOnItsOwnBehalf() {
    Peer client = peer();
    Peer server = peer();
    client.onLost(() -> note("lost"));
    join(
        client,
        server,
        () -> {
          note("before");
          client.abort();
          note("after");
          reactor.execute(() -> note("later"));
        });
    runUntilOver(client, server);
    expectSeen("before -", "after -", "lost Peer,client", "later -");
  }

  @Promise
  void aCoroutineServesWhatResumesIt() {
    Peer client = peer();
    Peer server = peer();
    Deferred<String> arrived = new Deferred<>();
    reactor.callWhenRunning(() ->
        Coroutine.start(() -> {
          note("begun");
          String how = Coroutine.await(arrived);
          note(how);
          return how;
        }));
    client.onData(() -> {
      if (!seen.contains("resumed Peer,client")) {
        arrived.callback("resumed");
      }
      note("data");
      client.lose();
    });
    server.onMade(() -> server.write(bytes(1)));
    join(client, server);
    runUntilOver(client, server);
    expectSeen("begun -", "resumed Peer,client", "data Peer,client");
  }

  @Promise
  void whatACallbackThrowsIsLoggedOnItsBehalf() {
    Peer client = peer();
    Peer server = peer();
    IllegalStateException thrown = new IllegalStateException("thrown by the check");
    client.onData(() -> {
      throw thrown;
    });
    server.onMade(() -> server.write(bytes(1)));
    join(client, server);
    runUntilOver(client, server);
    log.expect(thrown);
    expectSeen("logged Peer,client");
  }
}
