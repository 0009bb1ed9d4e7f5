// Part 7: a Deferred that is fired with a result.
//
// Watch "Finished" come last: the callback runs inside the call that fires. Nothing is asynchronous
// here, and no reactor runs.

import module twine.core;

Void gotPoem(String poem) {
  IO.println("Your poem is served:");
  IO.println(poem);
  return null;
}

Void poemFailed(Failure failure) {
  IO.println("No poetry for you.");
  return null;
}

void main() {
  var d = new Deferred<String>();
  d.addCallbacks(this::gotPoem, this::poemFailed);
  d.callback("This poem is short.");
  IO.println("Finished");
}
