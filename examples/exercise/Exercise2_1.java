// Part 2, exercise 1: timing experiments.
//
// Watch what matters to whom. One after another, the poems take the sum of their times, so every
// server counts; all at once, they take as long as the slowest, and the others are free.

import static twine.coroutine.Coroutine.await;

import module twine.core;

final Reactor reactor = Reactors.installed();

/** How a server sends its poem of 100 bytes: so many at a time, and then it waits. */
record Pace(int bytes, int millis) {}

final class SlowPoet extends Protocol {
  private final Pace pace;
  private final LoopingCall sending = new LoopingCall(reactor, this::send);
  private int left = 100;

  SlowPoet(Pace pace) {
    this.pace = pace;
  }

  @Override
  public void connectionMade() {
    sending.startLater(Duration.ofMillis(pace.millis()));
  }

  private void send() {
    int bytes = Math.min(pace.bytes(), left);
    transport().write(new byte[bytes]);
    left -= bytes;
    if (left == 0) {
      sending.stop();
      transport().loseConnection();
    }
  }
}

void experiment(String what, Pace... paces) throws Exception {
  List<TcpPort> servers = Stream.of(paces).map(this::serve).toList();
  long start = reactor.nanoTime();
  for (TcpPort server : servers) {
    await(get(server));
  }
  long between = reactor.nanoTime();
  await(DeferredList.gatherResults(servers.stream().map(this::get).toList()));
  long end = reactor.nanoTime();
  IO.println(
      "%-28s one after another %.1f s, all at once %.1f s"
          .formatted(what + ":", (between - start) / 1e9, (end - between) / 1e9));
}

TcpPort serve(Pace pace) {
  return reactor.listenTcp(0, Factory.of(() -> new SlowPoet(pace)), ListenOptions.LOOPBACK);
}

Deferred<byte[]> get(TcpPort server) {
  return Protocols.readAll(reactor, "127.0.0.1", server.getHost().port());
}

void main() {
  var usual = new Pace(10, 40);
  Coroutine.start(
          () -> {
            experiment("three servers", usual, usual, usual);
            experiment("six", usual, usual, usual, usual, usual, usual);
            experiment("one waits twice as long", usual, usual, new Pace(10, 80));
            experiment("one sends twice as much", usual, usual, new Pace(20, 40));
            experiment("all of them do", new Pace(20, 40), new Pace(20, 40), new Pace(20, 40));
            return null;
          })
      .onBoth(reactor::stop);
  reactor.run();
}
