// Part 7: the same with what both paths have in common moved to the end of the chain.
//
// Watch that nothing is different, and that only one function stops the reactor now. The failure
// cannot get past it: poemFailed has dealt with it.

import module twine.core;

final Reactor reactor = Reactors.installed();

Void gotPoem(String poem) {
  IO.println(poem);
  return null;
}

Void poemFailed(Failure failure) {
  System.err.println("poem download failed");
  System.err.println("I am terribly sorry");
  System.err.println("try again later?");
  return null;
}

Void poemDone(Outcome<Void> outcome) {
  reactor.stop();
  return null;
}

void main() {
  var d = new Deferred<String>();
  d.addCallbacks(this::gotPoem, this::poemFailed).addBoth(this::poemDone);
  reactor.callWhenRunning(() -> d.callback("Another short poem."));
  reactor.run();
}
