// Part 6, exercise 1: getPoetry that gives up, with an exception of its own.
//
// Watch each download end once, in its callback or in its errback. The slow server's connection is
// closed with the timeout, so that nothing comes after it.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();
int running = 3;

static final class PoemTimedOut extends Exception {
  PoemTimedOut() {
    super("The poem did not come within two seconds.");
  }
}

void getPoetry(int port, Consumer<String> callback, Consumer<Failure> errback) {
  reactor.connectTcp("127.0.0.1", port, new PoetryClientFactory(callback, errback));
}

final class PoetryClientFactory extends ClientFactory {
  private final Consumer<String> callback;
  private final Consumer<Failure> errback;
  private DelayedCall timeout;

  PoetryClientFactory(Consumer<String> callback, Consumer<Failure> errback) {
    this.callback = callback;
    this.errback = errback;
  }

  @Override
  public void startedConnecting(Connector connector) {
    timeout = reactor.callLater(Duration.ofSeconds(2), () -> timedOut(connector));
  }

  private void timedOut(Connector connector) {
    errback.accept(new Failure(new PoemTimedOut()));
    connector.disconnect();
  }

  @Override
  public Protocol buildProtocol(Address peer) {
    return new PoetryProtocol(this);
  }

  @Override
  public void clientConnectionFailed(Connector connector, Failure reason) {
    if (timeout.active()) {
      timeout.cancel();
      errback.accept(reason);
    }
  }

  void poemFinished(String poem) {
    if (timeout.active()) {
      timeout.cancel();
      callback.accept(poem);
    }
  }
}

static final class PoetryProtocol extends Protocol {
  private final StringBuilder poem = new StringBuilder();
  private final PoetryClientFactory factory;

  PoetryProtocol(PoetryClientFactory factory) {
    this.factory = factory;
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    poem.append(UTF_8.decode(data));
  }

  @Override
  public void connectionLost(Failure reason) {
    factory.poemFinished(poem.toString());
  }
}

void gotPoem(String poem) {
  IO.println(poem);
  poemDone();
}

void poemFailed(Failure failure) {
  IO.println("Poem failed: " + failure.getErrorMessage());
  poemDone();
}

void poemDone() {
  running--;
  if (running == 0) {
    reactor.stop();
  }
}

void main() {
  getPoetry(serve("This poem is short.", 1), this::gotPoem, this::poemFailed);
  getPoetry(serve("This poem is long.", 5), this::gotPoem, this::poemFailed);
  getPoetry(1, this::gotPoem, this::poemFailed); // where nobody listens
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
