// Part 14, exercise 1: Deferreds that have failed already.
//
// Watch each errback run at once, when it is added, and the next one only if this one throws.

import module twine.core;

Deferred<String> addAll(Deferred<String> d) {
  IO.println("Adding errback 1.");
  d.addErrback(failure -> {
    IO.println("errback 1 got " + failure.getErrorMessage() + ", and throws it on");
    throw failure.raiseException();
  });
  IO.println("Adding errback 2.");
  d.addErrback(failure -> {
    IO.println("errback 2 got " + failure.getErrorMessage() + ", and deals with it");
    return "sorry";
  });
  IO.println("Adding errback 3, and a callback.");
  return d.addErrback(_ -> "never").onResult(result -> IO.println("the callback got " + result));
}

void main() {
  IO.println("Fired with errback.");
  var d = new Deferred<String>();
  d.errback(new Exception("a failure"));
  addAll(d);

  IO.println("Made by Deferred.fail.");
  addAll(Deferred.fail(new Exception("a failure")));
}
