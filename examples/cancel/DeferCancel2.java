// Part 19: an errback for the cancellation.
//
// Watch it being caught as any other failure is.

import module twine.core;

Void callback(String result) {
  IO.println("callback got: " + result);
  return null;
}

Void errback(Failure failure) {
  IO.println("errback got: " + failure);
  return null;
}

void main() {
  var d = new Deferred<String>();
  d.addCallbacks(this::callback, this::errback);
  d.cancel();
  IO.println("done");
}
