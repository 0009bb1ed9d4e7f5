// Part 18: a member that fails, and whose failure is left to it.
//
// Watch the complaint: the list has noted the failure and passed it on, to no errback.

import module twine.core;

void gotResults(List<Outcome<String>> results) {
  IO.println("We got: " + results);
}

void main() {
  var d1 = new Deferred<String>();
  var d2 = new Deferred<String>();
  var d = DeferredList.of(List.of(d1, d2));
  d.onResult(this::gotResults);
  IO.println("Firing d1.");
  d1.callback("d1 result");
  IO.println("Firing d2 with errback.");
  d2.errback(new Exception("d2 failure"));
}
