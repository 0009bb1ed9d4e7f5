// Part 19: a Deferred with a canceller, cancelled too late.
//
// Watch the canceller not being called: there is nothing left to cancel.

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
  d.callback("result");
  d.cancel();
  IO.println("done");
}
