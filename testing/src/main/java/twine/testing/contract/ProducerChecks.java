package twine.testing.contract;

import java.util.ArrayList;
import java.util.List;
import twine.net.Producer;
import twine.net.PushProducer;
import twine.net.error.ConnectionAbortedException;

/** Producers: told to pause and to go on, asked again, and told to stop. */
final class ProducerChecks extends Theme {
  private final Peer client = peer();
  private final Peer server = peer();
  private final List<String> told = new ArrayList<>();

  ProducerChecks(ReactorFixture fixture) {
    super(fixture);
  }

  // ---- push producers

  /** Writes portions until it is told to pause; ends when it has written {@code total} bytes. */
  private final class Source implements PushProducer {
    private static final int PORTION = 10_000;

    private final byte[] data;
    private int sent;
    private boolean paused;

    Source(int total) {
      data = bytes(total);
    }

    void produce() {
      while (!paused && sent < data.length) {
        int portion = Math.min(PORTION, data.length - sent);
        sent += portion;
        server.transport().write(java.nio.ByteBuffer.wrap(data, sent - portion, portion));
      }
      if (sent == data.length) {
        server.transport().unregisterProducer();
      }
    }

    @Override
    public void pauseProducing() {
      Expect.that(!paused, "paused twice");
      paused = true;
      told.add("pause");
    }

    @Override
    public void resumeProducing() {
      Expect.that(paused, "resumed without having been paused");
      paused = false;
      told.add("resume");
      produce();
    }

    @Override
    public void stopProducing() {
      told.add("stop");
      paused = true;
    }
  }

  @Promise
  void aPushProducerIsPausedWhenTooMuchWaitsAndResumedWhenItHasLeft() {
    Source source = new Source(fixture.bulk());
    client.onMade(() -> client.transport().pauseProducing());
    server.onMade(() -> {
      server.transport().registerProducer(source);
      server.lose(); // which has to wait for the producer
      source.produce();
      Expect.equal(List.of("pause"), told, "what the producer was told");
      reactor.callLater(
          SOON,
          () -> {
            Expect.equal("pause", told.getLast(), "what the producer was told last");
            client.transport().resumeProducing();
          });
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(source.data);
    server.expectDone();
    Expect.that(told.contains("resume"), "the producer was never resumed");
    Expect.that(!told.contains("stop"), "a producer that had finished was told to stop");
  }

  @Promise
  void aPausedPushProducerHasWrittenNoMoreThanTheLimit() {
    Source source = new Source(fixture.bulk());
    server.onMade(() -> {
      server.transport().setWriteLimit(256 * 1024);
      server.transport().registerProducer(source);
      source.produce();
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(source.data);
    server.expectDone();
  }

  @Promise
  void loseConnectionWaitsForAProducer() {
    Source source = new Source(0);
    server.onMade(() -> {
      server.transport().registerProducer(source);
      server.lose();
      reactor.callLater(
          SOON,
          () -> {
            Expect.that(!server.over(), "the connection was closed over its producer");
            server.write(bytes(1000));
            server.transport().unregisterProducer();
          });
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(bytes(1000));
    server.expectDone();
  }

  @Promise
  void loseWriteConnectionWaitsForAProducer() {
    HalfClosingPeer half = halfClosingPeer();
    half.onMade(() -> {
      half.transport().registerProducer(new Source(0));
      half.transport().loseWriteConnection();
      reactor.callLater(
          SOON,
          () -> {
            Expect.that(!half.writeLost(), "the half was closed over its producer");
            half.transport().unregisterProducer();
          });
    });
    join(client, half);
    runUntilOver(client, half);
    Expect.that(half.writeLost(), "the half was never closed");
  }

  @Promise
  void aProducerIsToldToStopWhenTheConnectionIsLost() {
    server.onMade(() -> server.transport().registerProducer(new Source(1)));
    server.onLost(() -> Expect.equal(List.of("stop"), told, "what the producer was told"));
    join(client, server, client::abort);
    runUntilOver(client, server);
    Expect.equal(List.of("stop"), told, "what the producer was told");
  }

  @Promise
  void aProducerOfAnAbortedConnectionIsToldToStop() {
    server.onMade(() -> server.transport().registerProducer(new Source(1)));
    join(client, server, server::abort);
    runUntilOver(client, server);
    Expect.equal(List.of("stop"), told, "what the producer was told");
    server.expectLost(ConnectionAbortedException.class);
  }

  @Promise
  void registeringASecondProducerIsRefused() {
    server.onMade(() -> {
      server.transport().registerProducer(new Source(1));
      Expect.thrown(
          IllegalStateException.class, () -> server.transport().registerProducer(new Source(1)));
      server.transport().unregisterProducer();
      server.transport().registerProducer(new Source(1));
      server.transport().unregisterProducer();
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    Expect.equal(List.of(), told, "what the producers were told");
  }

  @Promise
  void aProducerThatComesTooLateIsToldToStopAtOnce() {
    server.onLost(() -> {
      server.transport().registerProducer(new Source(1));
      Expect.equal(List.of("stop"), told, "what the producer was told");
      server.transport().registerProducer(new Source(1));
    });
    join(client, server, server::lose);
    runUntilOver(client, server);
    Expect.equal(List.of("stop", "stop"), told, "what the producers were told");
  }

  @Promise
  void aProducerThatThrowsIsLogged() {
    RuntimeException thrown = new RuntimeException("on purpose");
    server.onMade(() ->
        server
            .transport()
            .registerProducer(
                new PushProducer() {
                  @Override
                  public void pauseProducing() {}

                  @Override
                  public void resumeProducing() {}

                  @Override
                  public void stopProducing() {
                    throw thrown;
                  }
                }));
    join(client, server, client::abort);
    runUntilOver(client, server);
    log.expect(thrown);
  }

  // ---- pull producers

  /** Writes one portion each time it is asked, at once or in a later turn. */
  private final class Well implements Producer {
    private final byte[] data = bytes(upTo(500_000));
    private final boolean later;
    private int sent;
    private int open; // how often it was asked and has not answered

    Well(boolean later) {
      this.later = later;
    }

    @Override
    public void resumeProducing() {
      Expect.equal(0, open, "portions that are still owed when the next one is asked for");
      open++;
      if (later) {
        reactor.execute(this::answer);
      } else {
        answer();
      }
    }

    private void answer() {
      open--;
      int portion = Math.min(20_000, data.length - sent);
      sent += portion;
      server.transport().write(java.nio.ByteBuffer.wrap(data, sent - portion, portion));
      if (sent == data.length) {
        server.transport().unregisterProducer();
        server.lose();
      }
    }

    @Override
    public void stopProducing() {
      told.add("stop");
    }
  }

  @Promise
  void aPullProducerIsAskedAgainWheneverThereIsRoom() {
    Well well = new Well(false);
    server.onMade(() -> server.transport().registerProducer(well));
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(well.data);
    Expect.equal(List.of(), told, "what the producer was told");
  }

  @Promise
  void aPullProducerThatAnswersLaterIsNotAskedTwice() {
    Well well = new Well(true);
    server.onMade(() -> server.transport().registerProducer(well));
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(well.data);
  }

  @Promise
  void aPullProducerIsNotAskedWhileThePeerDoesNotRead() {
    int[] asked = {0};
    byte[] portion = bytes(1024 * 1024);
    client.onMade(() -> client.transport().pauseProducing());
    server.onMade(() ->
        server
            .transport()
            .registerProducer(
                new Producer() {
                  @Override
                  public void resumeProducing() {
                    asked[0]++;
                    Expect.that(asked[0] <= 64, "64 MiB were asked for, and nobody reads");
                    server.write(portion);
                  }

                  @Override
                  public void stopProducing() {
                    told.add("stop");
                  }
                }));
    join(client, server, () -> reactor.callLater(SOON.multipliedBy(3), client::abort));
    runUntilOver(client, server);
    Expect.equal(List.of("stop"), told, "what the producer was told");
  }
}
