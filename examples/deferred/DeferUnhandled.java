// Part 9: a failure that nobody handles.
//
// Watch it being told all the same, but after "Finished": until the Deferred is gone, or the
// program
// at its end, somebody might still add an errback.

import module twine.core;

String callback(String result) throws Exception {
  throw new Exception("oops");
}

void main() {
  var d = new Deferred<String>();
  d.addCallback(this::callback);
  d.callback("Here is your result.");
  IO.println("Finished");
}
