// Part 3, exercise 2: the countdown by LoopingCall.
//
// Watch that count no longer sees to it that it is called again.

import module twine.core;

final Reactor reactor = Reactors.installed();
final LoopingCall looping = new LoopingCall(reactor, this::count);
int counter = 5;

void count() {
  if (counter == 0) {
    looping.stop();
    reactor.stop();
  } else {
    IO.println(counter + " ...");
    counter--;
  }
}

void main() {
  reactor.callWhenRunning(() -> looping.start(Duration.ofSeconds(1)));
  IO.println("Start!");
  reactor.run();
  IO.println("Stop!");
}
