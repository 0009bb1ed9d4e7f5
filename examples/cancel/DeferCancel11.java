// Part 19: an asynchronous operation that can be cancelled.
//
// Watch the failure come after two seconds, and no poem being sent.

import module twine.core;

final Reactor reactor = Reactors.installed();

void sendPoem(Deferred<String> d) {
  IO.println("Sending poem");
  d.callback("Once upon a midnight dreary");
}

/** Gives a poem in 5 seconds. */
Deferred<String> getPoem() {
  var d = new Deferred<String>();
  var delayedCall = reactor.callLater(Duration.ofSeconds(5), () -> sendPoem(d));
  // Nothing more is needed: the Deferred fails by itself. A Canceller could fire it, too.
  return d.onCancel(delayedCall::cancel);
}

Void gotPoem(String poem) {
  IO.println("I got a poem: " + poem);
  return null;
}

Void poemError(Failure failure) {
  IO.println("getPoem failed: " + failure);
  return null;
}

void main() {
  reactor.callLater(Duration.ofSeconds(10), reactor::stop);
  Deferred<String> d = getPoem();
  d.addCallbacks(this::gotPoem, this::poemError);
  reactor.callLater(Duration.ofSeconds(2), d::cancel);
  reactor.run();
}
