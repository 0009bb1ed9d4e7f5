// Part 18: a member that fails, and has an errback of its own.
//
// Watch nobody complain: the list is told of the failure first, and then the errback deals with it.

import module twine.core;

void gotResults(List<Outcome<String>> results) {
  IO.println("We got: " + results);
}

void main() {
  var d1 = new Deferred<String>();
  var d2 = new Deferred<String>();
  var d = DeferredList.of(List.of(d1, d2));
  d.onResult(this::gotResults);
  d2.handle(failure -> IO.println("d2 failed: " + failure.getErrorMessage()));
  IO.println("Firing d1.");
  d1.callback("d1 result");
  IO.println("Firing d2 with errback.");
  d2.errback(new Exception("d2 failure"));
}
