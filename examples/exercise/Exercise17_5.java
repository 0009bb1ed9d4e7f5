// Part 17, exercise 5: client 7 with its first callback inside the straight-line code.
//
// Watch what is left outside: poemDone, which stops the reactor. As a callback of the coroutine's
// Deferred it is sure to be called, whatever happened inside. (Exercise 6 takes it in.)

import static java.nio.charset.StandardCharsets.UTF_8;
import static twine.coroutine.Coroutine.await;

import module twine.core;

final Reactor reactor = Reactors.installed();
int running = 2;

/** Gets a poem, and prints it, which gotPoem did before. */
Void getPoetry(int port) throws Exception {
  try {
    byte[] poem = await(Protocols.readAll(reactor, "127.0.0.1", port));
    IO.println(new String(poem, UTF_8));
  } catch (Exception e) {
    IO.println("The poem download failed: " + e.getMessage());
  }
  return null;
}

void poemDone() {
  running--;
  if (running == 0) {
    reactor.stop();
  }
}

void main() {
  int up = serve("This poem is short.");
  int down = 1; // where nobody listens
  for (int port : List.of(up, down)) {
    reactor.callWhenRunning(() -> Coroutine.start(() -> getPoetry(port)).onBoth(this::poemDone));
  }
  reactor.run();
}

/** Serves a poem after a second, and gives the port. */
int serve(String poem) {
  return reactor
      .listenTcp(0, Factory.of(() -> new Poet(poem)), ListenOptions.LOOPBACK)
      .getHost()
      .port();
}

final class Poet extends Protocol {
  private final String poem;

  Poet(String poem) {
    this.poem = poem;
  }

  @Override
  public void connectionMade() {
    reactor.callLater(Duration.ofSeconds(1), this::recite);
  }

  private void recite() {
    transport().write(UTF_8.encode(poem));
    transport().loseConnection();
  }
}
