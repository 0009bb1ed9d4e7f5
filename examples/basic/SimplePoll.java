// Part 3: a reactor with nothing to do, on poll(2).
//
// Watch that the reactor is chosen before anybody uses it. "strace -f" shows the call in which it
// waits now.

import module twine.core;

void main() {
  Reactors.install("nio-poll");
  Reactors.installed().run();
}
