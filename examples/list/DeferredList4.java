// Part 18: two Deferreds that fire in the other order.
//
// Watch the results stay in the order of the list.

import module twine.core;

void gotResults(List<Outcome<String>> results) {
  IO.println("We got: " + results);
}

void main() {
  IO.println("Two Deferreds.");
  var d1 = new Deferred<String>();
  var d2 = new Deferred<String>();
  var d = DeferredList.of(List.of(d1, d2));
  IO.println("Adding Callback.");
  d.onResult(this::gotResults);
  IO.println("Firing d2.");
  d2.callback("d2 result");
  IO.println("Firing d1.");
  d1.callback("d1 result");
}
