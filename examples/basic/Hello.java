// Part 3: a callback, made by the reactor.
//
// Watch the order: the reactor calls back once it is running. Then it has nothing to do; Ctrl-C
// ends
// it.

import module twine.core;

void hello() {
  IO.println("Hello from the reactor loop!");
  IO.println("Lately I feel like I'm stuck in a rut.");
}

void main() {
  Reactor reactor = Reactors.installed();
  reactor.callWhenRunning(this::hello);
  IO.println("Starting the reactor.");
  reactor.run();
}
