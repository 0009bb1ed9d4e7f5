// Part 8, exercise 2: which server failed?
//
// Watch the address in the line of the failure. What an errback has to know beside the failure, a
// lambda takes along; the add methods need no further arguments.

import static java.nio.charset.StandardCharsets.UTF_8;

import module twine.core;

final Reactor reactor = Reactors.installed();

Deferred<?> printPoetry(TcpAddress address) {
  return Protocols.readAll(reactor, address.host(), address.port())
      .onResult(poem -> IO.println(new String(poem, UTF_8)))
      .handle(failure -> poemFailed(failure, address));
}

void poemFailed(Failure failure, TcpAddress address) {
  IO.println("No poem from " + address + ": " + failure.value().getClass().getSimpleName());
}

void main() {
  var up = new TcpAddress("127.0.0.1", serve("This poem is short.", 1));
  var down = new TcpAddress("127.0.0.1", 1);
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
