// Part 19, exercise 5: cancelling a Deferred that waits for another one, with the reactor.
//
// Watch what is cancelled. The poem has come after one second, the translation would take until the
// third; at two, what is cancelled is the translation.

import module twine.core;

final Reactor reactor = Reactors.installed();

/** Gives a result later, unless that is cancelled. */
Deferred<String> later(String what, long seconds) {
  var d = new Deferred<String>();
  DelayedCall call = reactor.callLater(Duration.ofSeconds(seconds), () -> d.callback(what));
  return d.onCancel(() -> {
    IO.println("not waiting for " + what + " any more");
    call.cancel();
  });
}

Deferred<String> translate(String poem) {
  IO.println("translating " + poem);
  return later("the translation", 2);
}

void main() {
  Deferred<String> d = later("the poem", 1).addAsyncCallback(this::translate);
  reactor.callLater(Duration.ofSeconds(2), d::cancel);
  d.onResult(result -> IO.println("got " + result))
      .handle(failure -> IO.println("failed: " + failure.getErrorMessage()))
      .onBoth(reactor::stop);
  reactor.run();
}
