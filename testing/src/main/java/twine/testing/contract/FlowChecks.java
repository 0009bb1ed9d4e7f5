package twine.testing.contract;

import twine.net.error.WriteLimitExceededException;

/** Nobody is sent more than they take, and nothing grows without bound. */
final class FlowChecks extends Theme {
  private final Peer client = peer();
  private final Peer server = peer();

  FlowChecks(ReactorFixture fixture) {
    super(fixture);
  }

  // ---- reading

  @Promise
  void aPausedConnectionReceivesNothingUntilItIsResumed() {
    byte[] data = bytes(100_000);
    client.onMade(() -> client.transport().pauseProducing());
    server.onMade(() -> {
      server.write(data);
      server.lose();
    });
    join(
        client,
        server,
        () ->
            reactor.callLater(
                SOON,
                () -> {
                  Expect.equal(0, client.count(), "bytes received while paused");
                  client.transport().resumeProducing();
                }));
    runUntilOver(client, server);
    client.expectReceived(data);
  }

  @Promise
  void pausingInDataReceivedStopsTheNextOne() {
    byte[] data = bytes(upTo(300_000));
    boolean[] paused = {false};
    client.onData(() -> {
      Expect.that(!paused[0], "data received while paused");
      paused[0] = true;
      client.transport().pauseProducing();
      reactor.execute(() -> {
        paused[0] = false;
        client.transport().resumeProducing();
      });
    });
    server.onMade(() -> {
      server.write(data);
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
  }

  @Promise
  void pausingAndResumingInOneEventLosesNothing() {
    byte[] data = bytes(100_000);
    client.onData(() -> {
      client.transport().pauseProducing();
      client.transport().resumeProducing();
    });
    server.onMade(() -> {
      server.write(data);
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
  }

  @Promise
  void aConnectionThatIsPausedCanStillWriteAndEnd() {
    client.onMade(() -> {
      client.transport().pauseProducing();
      client.write(bytes(100));
      client.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    server.expectReceived(bytes(100));
    client.expectDone();
  }

  // ---- the write limit

  @Promise
  void aPeerThatDoesNotReadEndsInAClearError() {
    byte[] portion = bytes(100_000);
    int limit = 1024 * 1024;
    int[] written = {0};
    client.onMade(() -> client.transport().pauseProducing());
    server.onMade(() -> server.transport().setWriteLimit(limit));
    Runnable[] writeOn = new Runnable[1];
    writeOn[0] =
        () -> {
          if (!server.over()) {
            server.write(portion);
            written[0]++;
            Expect.that(written[0] < 10_000, "1 GB was written, and nobody reads");
            reactor.execute(writeOn[0]);
          }
        };
    server.onLost(() -> client.transport().resumeProducing());
    join(client, server, writeOn[0]);
    runUntilOver(client, server);
    WriteLimitExceededException reason = server.expectLost(WriteLimitExceededException.class);
    Expect.mentions(String.valueOf(limit), reason);
    client.expectLost();
  }

  @Promise
  void manyWritesInOneEventToAPeerThatDoesNotReadAreBounded() {
    byte[] portion = bytes(100_000);
    client.onMade(() -> client.transport().pauseProducing());
    server.onLost(() -> client.transport().resumeProducing());
    join(
        client,
        server,
        () -> {
          for (int i = 0; i < 1_000; i++) {
            server.write(portion);
          }
        });
    runUntilOver(client, server);
    server.expectLost(WriteLimitExceededException.class);
  }

  @Promise
  void oneWriteMayBeLargerThanTheLimit() {
    byte[] data = bytes(fixture.bulk());
    server.onMade(() -> {
      server.transport().setWriteLimit(1);
      server.write(data);
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
    server.expectDone();
  }

  @Promise
  void aWriteLimitBelowOneIsRefused() {
    server.onMade(() -> {
      Expect.thrown(IllegalArgumentException.class, () -> server.transport().setWriteLimit(0));
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    server.expectDone();
  }
}
