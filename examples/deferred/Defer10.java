// Part 13: a callback that returns a Deferred.
//
// Watch the second chain stop where it is given the inner Deferred, and go on from there, with the
// inner one's result, once that is fired.

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

void main() {
  IO.println("An outer Deferred with plain callbacks.");
  var d = new Deferred<Integer>();
  d.addCallback(this::callback1).addCallback(this::callback2).addCallback(this::callback3);
  d.callback(0);

  IO.println("One whose second callback returns an inner Deferred.");
  var inner = new Deferred<Integer>();
  var outer = new Deferred<Integer>();
  outer
      .addCallback(this::callback1)
      .addAsyncCallback(n -> {
        IO.println("callback 2 got " + n + ", and returns the inner Deferred");
        return inner;
      })
      .addCallback(this::callback3);
  IO.println("Firing the outer Deferred.");
  outer.callback(0);
  IO.println("Firing the inner Deferred.");
  inner.callback(2);
}
