// Part 18: a list of one Deferred.
//
// Watch it fire when that one fires. Its result says of each member how it went: Success is what
// (True, result) is in the book.

import module twine.core;

void gotResults(List<Outcome<String>> results) {
  IO.println("We got: " + results);
}

void main() {
  IO.println("One Deferred.");
  var d1 = new Deferred<String>();
  var d = DeferredList.of(List.of(d1));
  IO.println("Adding Callback.");
  d.onResult(this::gotResults);
  IO.println("Firing d1.");
  d1.callback("d1 result");
}
