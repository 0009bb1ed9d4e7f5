// Part 11, exercise 3: a slow server that does not block.
//
// Watch the two readers being served side by side. The second one hangs up in the middle, and the
// server stops sending to it.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();

final class SlowPoet extends Protocol {
  private final LoopingCall sending = new LoopingCall(reactor, this::sendOne);
  private final Iterator<String> words = List.of("This", "poem", "is", "short.").iterator();

  @Override
  public void connectionMade() {
    sending.start(Duration.ofSeconds(1));
  }

  private void sendOne() {
    transport().write(UTF_8.encode(words.next()));
    if (!words.hasNext()) {
      transport().loseConnection();
      sending.stop();
    }
  }

  @Override
  public void connectionLost(Failure reason) {
    if (sending.running()) {
      IO.println("the reader is gone, and the poet stops");
      sending.stop();
    }
  }
}

static final class Reader extends Protocol {
  private final String name;
  private final int patience;
  private int pieces = 0;

  Reader(String name, int patience) {
    this.name = name;
    this.patience = patience;
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    IO.println(name + " got: " + UTF_8.decode(data));
    pieces++;
    if (pieces == patience) {
      transport().loseConnection();
    }
  }
}

void main() {
  TcpPort poet = reactor.listenTcp(0, Factory.of(SlowPoet::new), ListenOptions.LOOPBACK);
  read(poet, "A", 4, 0);
  read(poet, "B", 2, 500);
  reactor.callLater(Duration.ofSeconds(4), reactor::stop);
  reactor.run();
}

void read(TcpPort poet, String name, int patience, long startMillis) {
  reactor.callLater(
      Duration.ofMillis(startMillis),
      () -> reactor.connectTcp(poet.getHost(), ClientFactory.of(() -> new Reader(name, patience))));
}
