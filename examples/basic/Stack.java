// Part 3: who calls a callback?
//
// Watch the stack, the other way up than in the book: at the bottom main, which runs the reactor,
// then what the reactor does, and on top our callback. Ctrl-C ends it.

import module twine.core;

void stack() {
  IO.println("The Java stack:");
  Thread.dumpStack();
}

void main() {
  Reactor reactor = Reactors.installed();
  reactor.callWhenRunning(this::stack);
  reactor.run();
}
