package twine.testing.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import twine.net.Producer;
import twine.net.TcpPort;

/** Bytes: all of them, in order, however they are cut. */
final class StreamChecks extends Theme {

  StreamChecks(ReactorFixture fixture) {
    super(fixture);
  }

  /** A server that sends {@code data} in portions of the given sizes, and ends. */
  private void expectIntact(byte[] data, List<Integer> portions) {
    Peer client = peer();
    Peer server = peer();
    server.onMade(() -> {
      int from = 0;
      for (int portion : portions) {
        server.write(Arrays.copyOfRange(data, from, from + portion));
        from += portion;
      }
      server.lose();
    });
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
    client.expectDone();
    server.expectDone();
  }

  @Promise
  void bytesWrittenAllAtOnceArrive() {
    byte[] data = bytes(50_000);
    expectIntact(data, List.of(data.length));
  }

  @Promise
  void bytesWrittenOneByOneArrive() {
    byte[] data = bytes(5_000);
    expectIntact(data, IntStream.range(0, data.length).map(i -> 1).boxed().toList());
  }

  @Promise
  void bytesWrittenInRandomPortionsArrive() {
    RandomGenerator random = new SplittableRandom(7);
    List<Integer> portions = new ArrayList<>();
    int total = 0;
    for (int i = 0; i < 100; i++) {
      // Small ones, none at all, and now and then one that is larger than any buffer for small
      // ones.
      int portion = random.nextInt(random.nextInt(10) == 0 ? 20_000 : 200);
      portions.add(portion);
      total += portion;
    }
    expectIntact(bytes(total), portions);
  }

  @Promise
  void bytesSentOneByOneArriveOneTurnApart() {
    byte[] data = bytes(200);
    Peer client = peer();
    Peer server = peer();
    int[] sent = {0};
    Runnable[] next = new Runnable[1];
    next[0] =
        () -> {
          if (sent[0] == data.length) {
            server.lose();
          } else {
            server.write(new byte[] {data[sent[0]++]});
            reactor.execute(next[0]);
          }
        };
    server.onMade(next[0]);
    join(client, server);
    runUntilOver(client, server);
    client.expectReceived(data);
  }

  @Promise
  void aLargeWriteArrives() {
    byte[] data = bytes(fixture.bulk());
    expectIntact(data, List.of(data.length));
  }

  @Promise
  void largeWritesBothWaysArrive() {
    byte[] there = bytes(fixture.bulk());
    byte[] back = bytes(fixture.bulk() + 1);
    Peer client = peer();
    Peer server = peer();
    client.onMade(() -> client.write(there));
    server.onMade(() -> server.write(back));
    join(client, server);
    runUntil(() -> client.count() == back.length && server.count() == there.length);
    client.expectReceived(back);
    server.expectReceived(there);
  }

  @Promise
  void anEchoOfAnEchoArrives() {
    byte[] data = bytes(10_000);
    Peer client = peer();
    Peer server = peer();
    int[] echoed = {0};
    server.onData(() -> {
      byte[] all = server.received();
      server.write(Arrays.copyOfRange(all, echoed[0], all.length));
      echoed[0] = all.length;
    });
    client.onMade(() -> client.write(data));
    join(client, server);
    runUntil(() -> client.count() == data.length);
    client.expectReceived(data);
  }

  @Promise
  void smallAndLargeWritesOfOneEventKeepTheirOrder() {
    byte[] data = bytes(400_000);
    expectIntact(data, List.of(1, 100_000, 2, 3, 99_994, 1, 199_999));
  }

  @Promise
  void writesInsideAndOutsideEventsKeepTheirOrder() {
    int turns = 60;
    Peer client = peer();
    Peer server = peer();
    StringBuilder expected = new StringBuilder();
    Runnable say =
        () -> {
          String words = expected.length() + ",";
          expected.append(words);
          server.write(words.getBytes(StandardCharsets.ISO_8859_1));
        };
    int[] turn = {0};
    Runnable[] step = new Runnable[1];
    step[0] =
        () -> {
          say.run();
          say.run();
          if (++turn[0] == turns) {
            server.lose();
            return;
          }
          switch (turn[0] % 3) {
            case 0 -> reactor.callLater(Duration.ofNanos(1000), step[0]);
            case 1 -> reactor.execute(step[0]);
            default -> client.write(new byte[] {1}); // answered by the server's next event
          }
        };
    server.onData(step[0]);
    client.onMade(() -> client.write(new byte[] {1}));
    join(client, server);
    runUntilOver(client, server);
    Expect.equal(expected.toString(), client.text(), "what was received");
  }

  @Promise
  void connectionsThatWriteInTurnsDoNotMixTheirBytes() {
    int pairs = 10;
    List<Peer> clients = new ArrayList<>();
    List<Peer> servers = new ArrayList<>();
    for (int i = 0; i < pairs; i++) {
      clients.add(peer());
      servers.add(peer());
      join(clients.get(i), servers.get(i));
    }
    byte[] data = bytes(10_000);
    int[] sent = {0};
    Runnable[] next = new Runnable[1];
    next[0] =
        () -> {
          if (!servers.stream().allMatch(Peer::made)) {
            reactor.callLater(Duration.ofMillis(1), next[0]);
          } else if (sent[0] == data.length) {
            servers.forEach(Peer::lose);
          } else {
            int to = Math.min(data.length, sent[0] + 37);
            byte[] portion = Arrays.copyOfRange(data, sent[0], to);
            servers.forEach(server -> server.write(portion));
            servers.forEach(server -> server.write(portion));
            sent[0] = to;
            reactor.execute(next[0]);
          }
        };
    reactor.callWhenRunning(next[0]);
    runUntil(() -> clients.stream().allMatch(Peer::over));
    byte[] expected = clients.getFirst().received();
    Expect.equal(2 * data.length, expected.length, "the number of bytes");
    clients.forEach(client -> client.expectReceived(expected));
  }

  @Promise
  void aWriteThatFailsHarmsNoOtherConnection() {
    Peer resetting = peer();
    Peer failing = peer();
    Peer client = peer();
    Peer server = peer();
    // What is asked for piece by piece leaves one small piece waiting when there is no more room.
    failing.onMade(() -> failing.transport().registerProducer(new Pieces(failing)));
    resetting.onMade(() -> resetting.transport().pauseProducing());
    failing.onLost(() -> {
      server.write(bytes(10_000));
      server.lose();
    });
    join(client, server);
    join(resetting, failing, () -> reactor.callLater(SOON, resetting::abort));
    runUntilOver(failing, client, server);
    failing.expectLost();
    client.expectReceived(bytes(10_000));
    server.expectDone();
  }

  private record Pieces(Peer peer) implements Producer {
    @Override
    public void resumeProducing() {
      peer.write(bytes(100));
    }

    @Override
    public void stopProducing() {}
  }

  @Promise
  void manyConnectionsAtOnceAreServed() {
    int count = 200;
    List<Peer> clients = new ArrayList<>();
    Peer[] servers = new Peer[count];
    byte[] data = bytes(1_000);
    for (int i = 0; i < count; i++) {
      Peer server = peer();
      server.onData(() -> {
        if (server.count() == data.length) {
          server.write(data);
          server.lose();
        }
      });
      servers[i] = server;
    }
    TcpPort port = listen(factory(servers));
    for (int i = 0; i < count; i++) {
      Peer client = peer();
      client.onMade(() -> client.write(data));
      clients.add(client);
      reactor.connectTcp(port.getHost(), factory(client));
    }
    runUntil(() -> clients.stream().allMatch(Peer::over));
    clients.forEach(client -> client.expectReceived(data));
    clients.forEach(Peer::expectDone);
  }

  @Promise
  void theOptionsOfTheSocketCanBeSet() {
    Peer client = peer();
    Peer server = peer();
    join(
        client,
        server,
        () -> {
          for (boolean enabled : new boolean[] {true, false}) {
            client.tcp().setTcpNoDelay(enabled);
            Expect.equal(enabled, client.tcp().getTcpNoDelay(), "TCP_NODELAY");
            client.tcp().setTcpKeepAlive(enabled);
            Expect.equal(enabled, client.tcp().getTcpKeepAlive(), "SO_KEEPALIVE");
          }
          server.lose();
        });
    runUntilOver(client, server);
  }

  @Promise(needs = Ability.WORKERS)
  void whatBelongsToAConnectionIsRefusedOnAnotherThread() {
    Peer client = peer();
    Peer server = peer();
    List<Expect.Attempt> calls =
        List.of(
            () -> client.write(bytes(1)),
            () -> client.transport().loseConnection(),
            () -> client.transport().abortConnection(),
            () -> client.transport().pauseProducing());
    Callable<Boolean> work =
        () -> {
          calls.forEach(call -> Expect.thrown(IllegalStateException.class, call));
          return true;
        };
    // A failed expectation ends in a failure that nobody handles, which is logged at the stop.
    join(client, server, () -> reactor.deferToThread(work).onBoth(end -> server.lose()));
    runUntilOver(client, server);
    server.expectReceived(new byte[0]);
  }
}
