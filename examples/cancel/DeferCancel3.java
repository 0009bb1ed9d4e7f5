// Part 19: a cancel that comes too late.
//
// Watch it change nothing: the result has been delivered.

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
  d.callback("result");
  d.cancel();
  IO.println("done");
}
