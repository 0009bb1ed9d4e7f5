package twine.testing.contract;

import java.util.Arrays;
import java.util.List;

/** Connections of which one direction ends before the other. */
final class HalfCloseChecks extends Theme {
  private final HalfClosingPeer client = halfClosingPeer();
  private final HalfClosingPeer server = halfClosingPeer();

  HalfCloseChecks(ReactorFixture fixture) {
    super(fixture);
  }

  @Promise
  void thePeerIsToldAndCanStillWrite() {
    byte[] question = bytes(upTo(100_000));
    byte[] answer = bytes(upTo(200_000));
    client.onMade(() -> {
      client.write(question);
      client.transport().loseWriteConnection();
    });
    server.onReadLost(() -> {
      server.write(answer);
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    server.expectReceived(question);
    client.expectReceived(answer);
    client.expectDone();
    server.expectDone();
    Expect.equal(List.of("made", "data", "readLost", "lost"), server.events(), "the server's");
    Expect.that(client.writeLost(), "the client was not told that its half is closed");
  }

  @Promise
  void writeConnectionLostComesWhenAllIsSentAndNotInsideTheCall() {
    byte[] data = bytes(fixture.bulk());
    client.onMade(() -> {
      client.write(data);
      client.transport().loseWriteConnection();
      Expect.that(!client.writeLost(), "told inside loseWriteConnection");
    });
    server.onReadLost(() -> server.lose());
    join(client, server);
    runUntilOver(client, server);
    server.expectReceived(data);
    Expect.that(client.writeLost(), "the client was not told");
  }

  @Promise
  void whatIsWrittenAfterLoseWriteConnectionIsDropped() {
    client.onMade(() -> {
      client.write(bytes(10));
      client.transport().loseWriteConnection();
      client.write(bytes(20));
      client.transport().loseWriteConnection();
    });
    client.onWriteLost(() -> client.write(bytes(30)));
    server.onReadLost(server::lose);
    join(client, server);
    runUntilOver(client, server);
    server.expectReceived(bytes(10));
  }

  @Promise
  void whenBothHalvesAreClosedTheConnectionIsOver() {
    client.onMade(() -> client.transport().loseWriteConnection());
    server.onReadLost(() -> {
      server.write(bytes(1000));
      server.transport().loseWriteConnection();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(bytes(1000));
    client.expectDone();
    server.expectDone();
    Expect.that(server.writeLost() && client.readLost(), "not everybody was told");
  }

  @Promise
  void bothMayCloseTheirHalfAtTheSameTime() {
    client.onMade(() -> client.write(bytes(10)));
    server.onMade(() -> server.write(bytes(20)));
    join(
        client,
        server,
        () -> {
          client.transport().loseWriteConnection();
          server.transport().loseWriteConnection();
        });
    runUntilOver(client, server);
    client.expectReceived(bytes(20));
    server.expectReceived(bytes(10));
    client.expectDone();
    server.expectDone();
  }

  @Promise
  void withoutTheInterfaceThePeersEndIsTheEnd() {
    Peer plain = peer();
    client.onMade(() -> client.transport().loseWriteConnection());
    join(client, plain);
    runUntilOver(client, plain);
    plain.expectDone();
    client.expectDone();
  }

  @Promise
  void theAnswerMayComeLater() {
    byte[] answer = bytes(upTo(200_000));
    client.onMade(() -> client.transport().loseWriteConnection());
    server.onReadLost(() ->
        reactor.callLater(
            SOON,
            () -> {
              server.write(answer);
              server.lose();
            }));
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(answer);
    client.expectDone();
    server.expectDone();
  }

  @Promise
  void withTheInterfaceNothingIsLostThatWaitsWhenThePeersEndArrives() {
    byte[] data = bytes(fixture.bulk());
    client.onMade(() -> client.transport().pauseProducing());
    server.onMade(() -> server.write(data));
    server.onReadLost(() -> {
      server.lose();
      client.transport().resumeProducing();
    });
    join(client, server, () -> client.transport().loseWriteConnection());
    runUntilOver(client, server);
    client.expectReceived(data);
    client.expectDone();
    server.expectDone();
  }

  @Promise
  void withoutTheInterfaceWhatWaitsWhenThePeersEndArrivesIsLost() {
    Peer plain = peer();
    byte[] data = bytes(fixture.bulk());
    client.onMade(() -> client.transport().pauseProducing());
    plain.onMade(() -> plain.write(data));
    plain.onLost(() -> client.transport().resumeProducing());
    join(client, plain, () -> client.transport().loseWriteConnection());
    runUntilOver(client, plain);
    Expect.that(client.count() < data.length, "all of it arrived after the end");
    client.expectReceived(Arrays.copyOf(data, client.count()));
    client.expectDone();
    plain.expectDone();
  }

  @Promise
  void withoutTheInterfaceAnAnswerThatTheSystemTookBeforeArrives() {
    Peer plain = peer();
    client.onMade(() -> {
      client.write(bytes(1));
      client.transport().loseWriteConnection();
    });
    plain.onData(() -> plain.write(bytes(1)));
    join(client, plain);
    runUntilOver(client, plain);
    client.expectReceived(bytes(1));
    client.expectDone();
    plain.expectDone();
  }

  @Promise
  void withoutTheInterfaceAnAnswerThatComesLaterIsLost() {
    Peer plain = peer();
    client.onMade(() -> {
      client.write(bytes(1));
      client.transport().loseWriteConnection();
    });
    plain.onData(() -> reactor.callLater(SOON, () -> plain.write(bytes(1))));
    join(client, plain);
    runUntilOver(client, plain);
    client.expectReceived(new byte[0]);
    plain.expectDone();
  }

  @Promise
  void whoHasAskedForTheEndLosesNothingToThePeers() {
    Peer plain = peer();
    byte[] answer = bytes(fixture.bulk());
    client.onMade(() -> {
      client.write(bytes(1));
      client.transport().loseWriteConnection();
    });
    plain.onData(() -> {
      plain.write(answer);
      plain.lose();
    });
    join(client, plain);
    runUntilOver(client, plain);
    client.expectReceived(answer);
    client.expectDone();
    plain.expectDone();
  }

  @Promise
  void withoutTheInterfaceOnesOwnHalfMayBeClosedToo() {
    Peer plain = peer();
    plain.onMade(() -> {
      plain.write(bytes(10));
      plain.transport().loseWriteConnection();
    });
    server.onReadLost(() -> {
      server.write(bytes(20));
      server.lose();
    });
    join(plain, server);
    runUntilOver(plain, server);
    plain.expectReceived(bytes(20));
    plain.expectDone();
  }

  @Promise
  void aHalfClosedConnectionCanBeAborted() {
    client.onMade(() -> client.transport().loseWriteConnection());
    server.onReadLost(server::abort);
    join(client, server);
    runUntilOver(client, server);
    client.expectLost();
  }

  @Promise
  void callbacksOfAHalfThatThrowDropTheConnection() {
    RuntimeException thrown = new RuntimeException("on purpose");
    client.onMade(() -> client.transport().loseWriteConnection());
    server.onReadLost(() -> {
      throw thrown;
    });
    join(client, server);
    runUntilOver(client, server);
    Expect.equal(thrown, server.expectLost(RuntimeException.class), "the reason");
    log.expect(thrown);
  }

  @Promise
  void aCallbackOfTheWritingHalfThatThrowsDropsTheConnection() {
    RuntimeException thrown = new RuntimeException("on purpose");
    client.onMade(() -> client.transport().loseWriteConnection());
    client.onWriteLost(() -> {
      throw thrown;
    });
    join(client, server);
    server.onReadLost(() -> {});
    runUntilOver(client);
    Expect.equal(thrown, client.expectLost(RuntimeException.class), "the reason");
    log.expect(thrown);
  }
}
