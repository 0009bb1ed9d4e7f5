// Part 19, exercise 4: getPoetry that can be cancelled.
//
// Watch the server: it notices, because the connection is dropped. Without the canceller it would
// go on to the end of a poem that nobody reads.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();

Deferred<String> getPoetry(TcpAddress address) {
  var poem = new Deferred<String>();
  Connector connector =
      reactor.connectTcp(address, ClientFactory.of(() -> new PoetryProtocol(poem)));
  return poem.onCancel(connector::disconnect);
}

static final class PoetryProtocol extends Protocol {
  private final StringBuilder received = new StringBuilder();
  private final Deferred<String> poem;

  PoetryProtocol(Deferred<String> poem) {
    this.poem = poem;
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    received.append(UTF_8.decode(data));
  }

  @Override
  public void connectionLost(Failure reason) {
    if (!poem.hasFired()) {
      poem.callback(received.toString());
    }
  }
}

final class EndlessPoet extends Protocol {
  private final LoopingCall reciting = new LoopingCall(reactor, this::recite);

  @Override
  public void connectionMade() {
    reciting.start(Duration.ofSeconds(1));
  }

  private void recite() {
    IO.println("Sending a line");
    transport().write(UTF_8.encode("And so on.\n"));
  }

  @Override
  public void connectionLost(Failure reason) {
    IO.println("The reader is gone");
    reciting.stop();
    reactor.stop();
  }
}

void main() {
  TcpPort poet = reactor.listenTcp(0, Factory.of(EndlessPoet::new), ListenOptions.LOOPBACK);
  Deferred<String> poem = getPoetry(poet.getHost());
  poem.onResult(IO::println)
      .handle(failure -> IO.println("getPoetry failed: " + failure.getErrorMessage()));
  reactor.callLater(Duration.ofMillis(2_500), poem::cancel);
  reactor.run();
}
