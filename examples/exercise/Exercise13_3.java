// Part 13, exercise 3: you make it, you fire it.
//
// Watch that getPoetry, which makes the Deferred, is also where it is fired. The factory is given
// two functions to call, and knows nothing of Deferreds.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();

Deferred<String> getPoetry(String host, int port) {
  var d = new Deferred<String>();
  reactor.connectTcp(host, port, new PoetryClientFactory(d::callback, d::errback));
  return d;
}

static final class PoetryClientFactory extends ClientFactory {
  private final Consumer<String> poemFinished;
  private final Consumer<Failure> poemFailed;

  PoetryClientFactory(Consumer<String> poemFinished, Consumer<Failure> poemFailed) {
    this.poemFinished = poemFinished;
    this.poemFailed = poemFailed;
  }

  @Override
  public Protocol buildProtocol(Address peer) {
    return new PoetryProtocol(poemFinished);
  }

  @Override
  public void clientConnectionFailed(Connector connector, Failure reason) {
    poemFailed.accept(reason);
  }
}

static final class PoetryProtocol extends Protocol {
  private final StringBuilder poem = new StringBuilder();
  private final Consumer<String> poemFinished;

  PoetryProtocol(Consumer<String> poemFinished) {
    this.poemFinished = poemFinished;
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    poem.append(UTF_8.decode(data));
  }

  @Override
  public void connectionLost(Failure reason) {
    poemFinished.accept(poem.toString());
  }
}

Deferred<?> printPoetry(int port) {
  return getPoetry("127.0.0.1", port)
      .onResult(IO::println)
      .handle(failure -> IO.println("Poem failed: " + failure.getErrorMessage()));
}

void main() {
  int up = serve("This poem is short.", 1);
  int down = 1; // where nobody listens
  DeferredList.of(List.of(printPoetry(up), printPoetry(down))).onBoth(reactor::stop);
  reactor.run();
}

/** Serves a poem after so many seconds, and gives the port. */
int serve(String poem, long seconds) {
  Factory factory = Factory.of(() -> new Poet(poem, Duration.ofSeconds(seconds)));
  return reactor.listenTcp(0, factory, ListenOptions.LOOPBACK).getHost().port();
}

final class Poet extends Protocol {
  private final String poem;
  private final Duration delay;

  Poet(String poem, Duration delay) {
    this.poem = poem;
    this.delay = delay;
  }

  @Override
  public void connectionMade() {
    reactor.callLater(delay, this::recite);
  }

  private void recite() {
    transport().write(UTF_8.encode(poem));
    transport().loseConnection();
  }
}
