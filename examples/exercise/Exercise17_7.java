// Part 17, exercise 7: a coroutine without an end.
//
// Watch it live beside everything else: a loop around a wait is a server. Its Deferred never fires
// by itself; when it is cancelled, the wait throws, and the loop is left.

import static twine.coroutine.Coroutine.await;

import module twine.core;

final Reactor reactor = Reactors.installed();
final DeferredQueue<String> orders = new DeferredQueue<>();

Void server() throws Exception {
  try {
    while (true) {
      IO.println("serving " + await(orders.get()));
    }
  } finally {
    IO.println("closed");
  }
}

void order(String poem, long seconds) {
  reactor.callLater(Duration.ofSeconds(seconds), () -> orders.put(poem));
}

void main() {
  Deferred<Void> serving = Coroutine.start(this::server);
  order("a sonnet", 1);
  order("a haiku", 2);
  order("another haiku", 2);
  reactor.callLater(Duration.ofSeconds(3), serving::cancel);
  serving
      .handle(failure -> IO.println("it failed with: " + failure.getErrorMessage()))
      .onBoth(reactor::stop);
  reactor.run();
}
