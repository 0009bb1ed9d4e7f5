// Part 5, exercise 1: a client that gives up.
//
// Watch the quick poem come, and its timeout be cancelled. The slow one would take five seconds,
// and
// its connection is closed after two.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();
int running = 0;

void get(String name, int port) {
  running++;
  reactor.connectTcp("127.0.0.1", port, ClientFactory.of(() -> new PoetryProtocol(name)));
}

final class PoetryProtocol extends Protocol {
  private final StringBuilder poem = new StringBuilder();
  private final String name;
  private DelayedCall timeout;

  PoetryProtocol(String name) {
    this.name = name;
  }

  @Override
  public void connectionMade() {
    timeout = reactor.callLater(Duration.ofSeconds(2), this::timedOut);
  }

  private void timedOut() {
    IO.println(name + ": timed out");
    transport().loseConnection();
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    poem.append(UTF_8.decode(data));
  }

  @Override
  public void connectionLost(Failure reason) {
    if (timeout.active()) {
      timeout.cancel();
      IO.println(name + ": " + poem);
    }
    running--;
    if (running == 0) {
      reactor.stop();
    }
  }
}

void main() {
  get("quick", serve("This poem is short.", 1));
  get("slow", serve("This poem is long.", 5));
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
