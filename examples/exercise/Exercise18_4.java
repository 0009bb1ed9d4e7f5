// Part 18, exercise 4: client 8 that prints nothing before it has everything.
//
// Watch the poems come together, in the order in which they were asked for: the first one is the
// slowest.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();

Deferred<String> getPoetry(int port) {
  return Protocols.readAll(reactor, "127.0.0.1", port)
      .addCallback(bytes -> new String(bytes, UTF_8));
}

void printAll(List<Outcome<String>> poems) {
  for (Outcome<String> poem : poems) {
    switch (poem) {
      case Outcome.Success<String>(var text) -> IO.println(text);
      case Outcome.Failed<String>(var failure) ->
          IO.println("Poem failed: " + failure.getErrorMessage());
    }
  }
}

void main() {
  List<Deferred<String>> poems =
      IntStream.of(serve("This poem is slow.", 2), 1, serve("This poem is short.", 0))
          .mapToObj(this::getPoetry)
          .toList();
  DeferredList.of(poems, DeferredList.Errors.CONSUME)
      .onResult(this::printAll)
      .onBoth(reactor::stop);
  reactor.callLater(Duration.ofSeconds(1), () -> IO.println("one second: nothing yet"));
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
