// Part 7: a result, and another result.
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
  d.callback("First result");
  d.callback("Second result");
  IO.println("Finished");
}
