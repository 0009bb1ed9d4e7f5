// Part 7: a Deferred that the reactor fires.
//
// Watch both paths stop the reactor; whoever forgets it in one of them has a program that never
// ends.

import module twine.core;

final Reactor reactor = Reactors.installed();

Void gotPoem(String poem) {
  IO.println(poem);
  reactor.stop();
  return null;
}

Void poemFailed(Failure failure) {
  System.err.println("poem download failed");
  System.err.println("I am terribly sorry");
  System.err.println("try again later?");
  reactor.stop();
  return null;
}

void main() {
  var d = new Deferred<String>();
  d.addCallbacks(this::gotPoem, this::poemFailed);
  reactor.callWhenRunning(() -> d.callback("Another short poem."));
  reactor.run();
}
