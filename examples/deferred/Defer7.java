// Part 7: a failure, and then a result.
//
// Watch the second firing throw, so that "Finished" is never printed: a Deferred fires once.

import module twine.core;

Object out(Object outcome) {
  IO.println(outcome);
  return null;
}

void main() {
  var d = new Deferred<String>();
  d.addCallbacks(this::out, this::out);
  d.errback(new Exception("First failure"));
  d.callback("First result");
  IO.println("Finished");
}
