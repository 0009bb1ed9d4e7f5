// Part 19: an asynchronous operation.
//
// Watch the poem come after five seconds, and the end after ten.

import module twine.core;

final Reactor reactor = Reactors.installed();

void sendPoem(Deferred<String> d) {
  IO.println("Sending poem");
  d.callback("Once upon a midnight dreary");
}

/** Gives a poem in 5 seconds. */
Deferred<String> getPoem() {
  var d = new Deferred<String>();
  reactor.callLater(Duration.ofSeconds(5), () -> sendPoem(d));
  return d;
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
  reactor.run();
}
