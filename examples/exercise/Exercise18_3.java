// Part 18, exercise 3: a list of lists.
//
// Watch the result be a list of lists, too. A list is a Deferred that never fails, so its place in
// the outer list always says Success.

import module twine.core;

void main() {
  var d1 = new Deferred<String>();
  var d2 = new Deferred<String>();
  var d3 = new Deferred<String>();
  var first = DeferredList.of(List.of(d1, d2), DeferredList.Errors.CONSUME);
  var second = DeferredList.of(List.of(d3));
  DeferredList.of(List.of(first, second)).onResult(results -> IO.println("We got: " + results));
  IO.println("Firing d3.");
  d3.callback("d3 result");
  IO.println("Firing d2 with errback.");
  d2.errback(new Exception("d2 failure"));
  IO.println("Firing d1.");
  d1.callback("d1 result");
}
