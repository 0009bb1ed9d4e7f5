// Part 7, exercise 2: defer-9, fired with an exception.
//
// Watch the reactor stop all the same. Defer-8 needs a line for that in its errback.

import module twine.core;

final Reactor reactor = Reactors.installed();

Void gotPoem(String poem) {
  IO.println(poem);
  return null;
}

Void poemFailed(Failure failure) {
  System.err.println("poem download failed: " + failure.getErrorMessage());
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
  reactor.callWhenRunning(() -> d.errback(new Exception("The poet is out.")));
  reactor.run();
}
