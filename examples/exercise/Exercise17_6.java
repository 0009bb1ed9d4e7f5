// Part 17, exercise 6: client 7 with all its callbacks inside the straight-line code.
//
// Watch the reactor stop, although one poem fails. That takes a finally around everything; the next
// line after the poem would not be reached.

import static java.nio.charset.StandardCharsets.UTF_8;
import static twine.coroutine.Coroutine.await;

import module twine.core;

final Reactor reactor = Reactors.installed();
int running = 2;

Void printPoetry(int port) throws Exception {
  try {
    byte[] poem = await(Protocols.readAll(reactor, "127.0.0.1", port));
    IO.println(new String(poem, UTF_8));
  } catch (Exception e) {
    IO.println("The poem download failed: " + e.getMessage());
  } finally {
    running--;
    if (running == 0) {
      reactor.stop();
    }
  }
  return null;
}

void main() {
  int up = serve("This poem is short.", 1);
  int down = 1; // where nobody listens
  reactor.callWhenRunning(() -> Coroutine.start(() -> printPoetry(up)));
  reactor.callWhenRunning(() -> Coroutine.start(() -> printPoetry(down)));
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
