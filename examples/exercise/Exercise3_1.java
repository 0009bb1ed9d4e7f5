// Part 3, exercise 1: three countdowns at different rates.
//
// Watch each of them keep its own time, and the reactor stop with the last.

import module twine.core;

final Reactor reactor = Reactors.installed();
int running = 0;

void start(String name, int from, Duration interval) {
  running++;
  count(name, from, interval);
}

void count(String name, int counter, Duration interval) {
  if (counter > 0) {
    IO.println(name + ": " + counter + " ...");
    reactor.callLater(interval, () -> count(name, counter - 1, interval));
  } else {
    IO.println(name + ": done");
    running--;
    if (running == 0) {
      reactor.stop();
    }
  }
}

void main() {
  reactor.callWhenRunning(() -> start("fast", 5, Duration.ofMillis(300)));
  reactor.callWhenRunning(() -> start("even", 3, Duration.ofSeconds(1)));
  reactor.callWhenRunning(() -> start("slow", 2, Duration.ofMillis(1_700)));
  IO.println("Start!");
  reactor.run();
  IO.println("Stop!");
}
