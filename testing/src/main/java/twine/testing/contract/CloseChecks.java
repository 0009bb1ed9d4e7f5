package twine.testing.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twine.net.error.ConnectionAbortedException;
import twine.net.error.ConnectionLostException;

/** The end of a connection. */
final class CloseChecks extends Theme {
  private final Peer client = peer();
  private final Peer server = peer();

  CloseChecks(ReactorFixture fixture) {
    super(fixture);
  }

  // ---- loseConnection

  @Promise
  void loseConnectionFlushesWhatWasWritten() {
    byte[] data = bytes(fixture.bulk());
    server.onMade(() -> {
      server.write(data);
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
    client.expectDone();
    server.expectDone();
  }

  @Promise
  void whatIsWrittenAfterLoseConnectionIsStillSent() {
    byte[] data = bytes(upTo(300_000));
    server.onMade(() -> {
      server.write(Arrays.copyOfRange(data, 0, 10));
      server.lose();
      server.write(Arrays.copyOfRange(data, 10, 20));
      server.write(Arrays.copyOfRange(data, 20, data.length));
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
  }

  @Promise
  void whatIsWrittenInTheSameEventAfterLoseConnectionIsSentFromAnywhere() {
    join(
        client,
        server,
        () -> {
          server.lose();
          server.write(bytes(100));
        });
    runUntilOver(client, server);
    client.expectReceived(bytes(100));
  }

  @Promise
  void whatIsWrittenWhileALargeWriteIsFlushedIsStillSent() {
    byte[] data = bytes(fixture.bulk());
    int half = data.length / 2;
    client.onMade(() -> client.transport().pauseProducing());
    server.onMade(() -> {
      server.write(Arrays.copyOfRange(data, 0, half));
      server.lose();
      reactor.execute(() -> {
        server.write(Arrays.copyOfRange(data, half, data.length));
        client.transport().resumeProducing();
      });
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
    server.expectDone();
  }

  @Promise
  void aTransportIsDisconnectingFromLoseConnectionOn() {
    List<Boolean> seen = new ArrayList<>();
    Runnable look = () -> seen.add(server.transport().disconnecting());
    server.onMade(() -> {
      look.run();
      server.lose();
      look.run();
    });
    server.onLost(look);
    join(client, server);
    runUntilOver(client, server);
    Expect.equal(List.of(false, true, true), seen, "disconnecting");
  }

  @Promise
  void aTransportIsDisconnectingFromAbortConnectionOnOrOnceThePeerHasGone() {
    List<Boolean> seen = new ArrayList<>();
    client.onLost(() -> seen.add(client.transport().disconnecting()));
    join(
        client,
        server,
        () -> {
          seen.add(client.transport().disconnecting());
          server.abort();
          seen.add(server.transport().disconnecting());
        });
    runUntilOver(client, server);
    Expect.equal(List.of(false, true, true), seen, "disconnecting");
  }

  @Promise
  void losingIsCleanAtBothEnds() {
    join(client, server, client::lose);
    runUntilOver(client, server);
    client.expectDone();
    server.expectDone();
  }

  @Promise
  void losingTwiceIsLosingOnce() {
    join(
        client,
        server,
        () -> {
          client.lose();
          client.lose();
        });
    runUntilOver(client, server);
    client.expectDone();
  }

  @Promise
  void losingAtBothEndsAtOnceIsClean() {
    join(
        client,
        server,
        () -> {
          client.lose();
          server.lose();
        });
    runUntilOver(client, server);
    client.expectDone();
    server.expectDone();
  }

  @Promise
  void nothingIsReceivedAfterLoseConnection() {
    // The server goes on reading while it flushes only if the kernel forgets that it should not.
    byte[] data = bytes(fixture.bulk());
    client.onMade(() -> {
      client.transport().pauseProducing();
      client.write(bytes(50_000));
    });
    server.onData(() -> {
      server.write(data);
      server.lose();
      reactor.callLater(SOON, () -> client.transport().resumeProducing());
    });
    join(client, server);
    runUntilOver(client, server);
  }

  @Promise
  void losingFromDataReceivedAnswersFirst() {
    client.onMade(() -> client.write(bytes(10)));
    server.onData(() -> {
      server.write(bytes(20));
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    if (server.count() == 10) { // else the rest arrived too late, and the close was a reset
      client.expectReceived(bytes(20));
      client.expectDone();
    }
  }

  @Promise
  void aPeerThatTalkedUnheardGetsEverythingAllTheSame() {
    // Closing a socket over unread input would be a reset, and cost the peer what it was sent last.
    byte[] data = bytes(50_000);
    client.onMade(() -> client.write(bytes(10)));
    server.onMade(() -> server.transport().pauseProducing());
    Runnable answer =
        () -> {
          server.write(data);
          server.lose();
        };
    join(client, server, () -> reactor.callLater(SOON, answer));
    runUntilOver(client, server);
    client.expectReceived(data);
    client.expectDone();
  }

  @Promise
  void stopProducingOnATransportLosesTheConnection() {
    join(client, server, () -> client.transport().stopProducing());
    runUntilOver(client, server);
    client.expectDone();
    server.expectDone();
  }

  @Promise
  void aConnectionThatIsOverMayBeUsedInVain() {
    Runnable useInVain =
        () -> {
          client.write(bytes(10));
          client.write(bytes(100_000));
          client.transport().writeSequence(List.of());
          client.lose();
          client.abort();
          client.transport().loseWriteConnection();
          client.transport().pauseProducing();
          client.transport().resumeProducing();
        };
    client.onLost(useInVain);
    join(client, server, client::lose);
    server.onLost(() -> reactor.execute(useInVain));
    runUntil(() -> client.over() && server.over());
    server.expectReceived(new byte[0]);
  }

  // ---- the peer's end

  @Promise
  void theEndOfThePeerComesAfterItsBytes() {
    byte[] data = bytes(100_000);
    client.onMade(() -> client.transport().pauseProducing());
    server.onMade(() -> {
      server.write(data);
      server.lose();
    });
    join(client, server, () -> reactor.callLater(SOON, () -> client.tcp().resumeProducing()));
    runUntilOver(client, server);
    client.expectReceived(data);
    client.expectDone();
  }

  @Promise
  void writingToAPeerThatHasGoneLosesTheConnection() {
    // The client neither reads nor hears of the end; what it writes is answered by a reset.
    Runnable[] writeOn = new Runnable[1];
    writeOn[0] =
        () -> {
          if (!client.over()) {
            client.write(bytes(1000));
            reactor.callLater(SOON, writeOn[0]);
          }
        };
    client.onMade(() -> client.transport().pauseProducing());
    server.onLost(writeOn[0]);
    join(client, server, server::lose);
    runUntilOver(client, server);
    client.expectLost();
    server.expectDone();
  }

  // ---- abortConnection

  @Promise
  void abortingGivesThePeerALostConnection() {
    join(client, server, client::abort);
    runUntilOver(client, server);
    client.expectLost(ConnectionAbortedException.class);
    ConnectionLostException reason = server.expectLost();
    Expect.that(!(reason instanceof ConnectionAbortedException), "the peer did not abort");
  }

  @Promise
  void abortingDropsWhatWaits() {
    byte[] data = bytes(fixture.bulk());
    join(
        client,
        server,
        () -> {
          server.write(data);
          server.abort();
        });
    runUntilOver(client, server);
    Expect.that(client.count() < data.length, "everything was sent");
    server.expectLost(ConnectionAbortedException.class);
  }

  @Promise
  void abortingAfterLosingDropsWhatIsBeingFlushed() {
    byte[] data = bytes(fixture.bulk());
    client.onMade(() -> client.transport().pauseProducing());
    server.onMade(() -> {
      server.write(data);
      server.lose();
    });
    join(client, server, server::abort);
    server.onLost(() -> client.transport().resumeProducing());
    runUntilOver(client, server);
    server.expectLost(ConnectionAbortedException.class);
    client.expectLost();
  }

  @Promise
  void losingAfterAbortingChangesNothing() {
    join(
        client,
        server,
        () -> {
          client.abort();
          client.lose();
          client.write(bytes(10));
        });
    runUntilOver(client, server);
    client.expectLost(ConnectionAbortedException.class);
    server.expectReceived(new byte[0]);
  }

  @Promise
  void abortingInConnectionMadeIsHeardAtBothEnds() {
    // The reset may reach the client before the client has looked at its new connection.
    PeerFactory factory = factory(client);
    server.onMade(server::abort);
    reactor.connectTcp(listen(factory(server)).getHost(), factory);
    runUntil(() -> factory.has("stopFactory"));
    server.expectLost(ConnectionAbortedException.class);
    Expect.that(client.over() || factory.has("failed"), "the client was told nothing");
  }

  // ---- protocols that throw

  private RuntimeException throwing() {
    return new IllegalArgumentException("on purpose");
  }

  @Promise
  void connectionMadeThatThrowsDropsTheConnection() {
    RuntimeException thrown = throwing();
    server.onMade(() -> {
      throw thrown;
    });
    join(client, server);
    runUntilOver(client, server);
    Expect.equal(thrown, server.expectLost(RuntimeException.class), "the reason");
    log.expect(thrown);
  }

  @Promise
  void dataReceivedThatThrowsDropsTheConnectionAndNoOther() {
    RuntimeException thrown = throwing();
    Peer otherClient = peer();
    Peer otherServer = peer();
    client.onMade(() -> client.write(bytes(10)));
    server.onData(() -> {
      throw thrown;
    });
    server.onLost(() -> {
      otherClient.write(bytes(5));
      otherClient.lose();
    });
    join(client, server);
    join(otherClient, otherServer);
    runUntilOver(client, server, otherClient, otherServer);
    Expect.equal(thrown, server.expectLost(RuntimeException.class), "the reason");
    otherServer.expectReceived(bytes(5));
    otherServer.expectDone();
    log.expect(thrown);
  }

  @Promise
  void anErrorThatIsThrownDropsTheConnectionToo() {
    StackOverflowError thrown = new StackOverflowError("on purpose");
    client.onMade(() -> client.write(bytes(10)));
    server.onData(() -> {
      throw thrown;
    });
    join(client, server);
    runUntilOver(client, server);
    Expect.equal(thrown, server.expectLost(StackOverflowError.class), "the reason");
    log.expect(thrown);
  }

  @Promise
  void connectionLostThatThrowsIsLoggedAndTheFactoryIsToldAllTheSame() {
    RuntimeException thrown = throwing();
    PeerFactory factory = factory(client);
    client.onLost(() -> {
      throw thrown;
    });
    server.onMade(server::lose);
    reactor.connectTcp(listen(factory(server)).getHost(), factory);
    runUntil(() -> factory.has("stopFactory"));
    Expect.that(factory.has("lost"), "the factory was not told");
    log.expect(thrown);
  }
}
