// Part 3: a countdown by callLater.
//
// Watch a line appear every second, and run() return after five of them.

import module twine.core;

final Reactor reactor = Reactors.installed();
int counter = 5;

void count() {
  if (counter == 0) {
    reactor.stop();
  } else {
    IO.println(counter + " ...");
    counter--;
    reactor.callLater(Duration.ofSeconds(1), this::count);
  }
}

void main() {
  reactor.callWhenRunning(this::count);
  IO.println("Start!");
  reactor.run();
  IO.println("Stop!");
}
