// Part 7: a Deferred that is fired with a failure.
//
// Watch the errback run where the callback ran before, just as immediately.

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
  d.errback(new Failure(new Exception("I have failed.")));
  IO.println("Finished");
}
