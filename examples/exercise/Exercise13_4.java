// Part 13, exercise 4: an errback that returns a Deferred.
//
// Watch it be as with a callback: the chain waits, and goes on with the inner one's outcome. So it
// is the inner Deferred that decides whether the failure is dealt with.

import module twine.core;

Deferred<String> chainOf(Deferred<String> inner) {
  var outer = new Deferred<String>();
  outer
      .addAsyncErrback(failure -> {
        IO.println("the errback got " + failure.getErrorMessage() + ", and asks elsewhere");
        return inner;
      })
      .onResult(result -> IO.println("the callback got " + result))
      .handle(failure -> IO.println("the next errback got " + failure.getErrorMessage()));
  return outer;
}

void main() {
  var first = new Deferred<String>();
  chainOf(first).errback(new Exception("a failure"));
  IO.println("Firing the inner Deferred with a result.");
  first.callback("another poem");

  var second = new Deferred<String>();
  chainOf(second).errback(new Exception("a failure"));
  IO.println("Firing the inner Deferred with a failure.");
  second.errback(new Exception("another failure"));
}
