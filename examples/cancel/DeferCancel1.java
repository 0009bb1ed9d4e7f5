// Part 19: a Deferred that is cancelled.
//
// Watch the callback not being called: the Deferred has failed, with a CancelledException, which
// nobody handles.

import module twine.core;

Void callback(String result) {
  IO.println("callback got: " + result);
  return null;
}

void main() {
  var d = new Deferred<String>();
  d.addCallback(this::callback);
  d.cancel();
  IO.println("done");
}
