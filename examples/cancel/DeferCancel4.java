// Part 19: a result that comes after the cancel.
//
// Watch it being ignored, without an AlreadyCalledException: whoever fires the Deferred may know
// nothing of cancelling.

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
  d.callback("result");
  IO.println("done");
}
