// Part 18: a list of no Deferreds.
//
// Watch it fire at once: there is nobody to wait for.

import module twine.core;

void gotResults(List<Outcome<String>> results) {
  IO.println("We got: " + results);
}

void main() {
  IO.println("Empty List.");
  var d = DeferredList.of(List.<Deferred<String>>of());
  IO.println("Adding Callback.");
  d.onResult(this::gotResults);
}
