// Part 19: a Deferred with a canceller.
//
// Watch it run before the errback. This is where an operation would be stopped.

import module twine.core;

void canceller(Deferred<String> d) {
  IO.println("I need to cancel this deferred: " + d);
}

Void callback(String result) {
  IO.println("callback got: " + result);
  return null;
}

Void errback(Failure failure) {
  IO.println("errback got: " + failure);
  return null;
}

void main() {
  var d = new Deferred<String>(this::canceller); // made by low-level code
  d.addCallbacks(this::callback, this::errback); // added by high-level code
  d.cancel();
  IO.println("done");
}
