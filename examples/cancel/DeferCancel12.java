// Part 19: cancelling a Deferred that waits for another one.
//
// Watch whose canceller is called: the inner one's. The outer Deferred has fired already.

import module twine.core;

void cancelOuter(Deferred<String> d) {
  IO.println("outer cancel callback.");
}

void cancelInner(Deferred<String> d) {
  IO.println("inner cancel callback.");
}

Void secondOuterCallback(String result) {
  IO.println("second outer callback got: " + result);
  return null;
}

Void outerErrback(Failure failure) {
  IO.println("outer errback got: " + failure);
  return null;
}

void main() {
  var outer = new Deferred<String>(this::cancelOuter);
  var inner = new Deferred<String>(this::cancelInner);
  outer
      .addAsyncCallback(result -> {
        IO.println("first outer callback, returning inner deferred");
        return inner;
      })
      .addCallbacks(this::secondOuterCallback, this::outerErrback);
  outer.callback("result"); // and now it is stuck in the middle of its chain
  IO.println("canceling outer deferred.");
  outer.cancel();
  IO.println("done");
}
