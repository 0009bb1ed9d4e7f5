// Part 7: a Deferred that is fired with an exception.
//
// Watch what the errback is given: a Failure, which the Deferred has made of the exception. It has
// no frames, because nobody threw it.

import module twine.core;

Void gotPoem(String poem) {
  IO.println("Your poem is served:");
  IO.println(poem);
  return null;
}

Void poemFailed(Failure failure) {
  IO.println(failure.getClass());
  IO.println(failure);
  IO.println("No poetry for you.");
  return null;
}

void main() {
  var d = new Deferred<String>();
  d.addCallbacks(this::gotPoem, this::poemFailed);
  d.errback(new Exception("I have failed."));
}
