// Part 3: a callback that throws.
//
// Watch the reactor log the exception and make the next call all the same.

import module twine.core;

final Reactor reactor = Reactors.installed();

void falldown() {
  throw new RuntimeException("I fall down.");
}

void upagain() {
  IO.println("But I get up again.");
  reactor.stop();
}

void main() {
  reactor.callWhenRunning(this::falldown);
  reactor.callWhenRunning(this::upagain);
  IO.println("Starting the reactor.");
  reactor.run();
}
