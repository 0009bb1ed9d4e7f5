// Part 8, exercise 1: getPoetry that gives up, as a Deferred.
//
// Watch the slow poem fail after two seconds. Cancelling the Deferred drops the connection, and the
// time limit does nothing but that; only the exception is made our own.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();

static final class PoemTimedOut extends Exception {
  PoemTimedOut() {
    super("The poem did not come within two seconds.");
  }
}

Deferred<String> getPoetry(int port) {
  return Protocols.readAll(reactor, "127.0.0.1", port)
      .timeout(reactor, Duration.ofSeconds(2))
      .addErrback(
          TimedOutException.class,
          _ -> {
            throw new PoemTimedOut();
          })
      .addCallback(bytes -> new String(bytes, UTF_8));
}

Deferred<?> printPoetry(int port) {
  return getPoetry(port)
      .onResult(IO::println)
      .handle(failure -> IO.println("Poem failed: " + failure.getErrorMessage()));
}

void main() {
  int quick = serve("This poem is short.", 1);
  int slow = serve("This poem is long.", 5);
  DeferredList.of(List.of(printPoetry(quick), printPoetry(slow))).onBoth(reactor::stop);
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
