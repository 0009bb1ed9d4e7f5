// Part 14: callbacks that come after the result.
//
// Watch each of the first three run at once, when it is added. The others wait, because their
// Deferred is paused; so is one of whose callbacks has returned a Deferred.

import module twine.core;

Integer callback1(Integer n) {
  IO.println("callback 1 got " + n);
  return n + 1;
}

Integer callback2(Integer n) {
  IO.println("callback 2 got " + n);
  return n + 1;
}

Integer callback3(Integer n) {
  IO.println("callback 3 got " + n);
  return n + 1;
}

Deferred<Integer> addAll(Deferred<Integer> d) {
  IO.println("Adding callback 1.");
  d.addCallback(this::callback1);
  IO.println("Adding callback 2.");
  d.addCallback(this::callback2);
  IO.println("Adding callback 3.");
  return d.addCallback(this::callback3);
}

void main() {
  IO.println("A Deferred that has been fired.");
  var d = new Deferred<Integer>();
  d.callback(0);
  addAll(d);

  IO.println("The same, but paused.");
  d = new Deferred<Integer>();
  d.callback(0);
  d.pause();
  addAll(d);
  IO.println("Unpausing.");
  d.unpause();
}
