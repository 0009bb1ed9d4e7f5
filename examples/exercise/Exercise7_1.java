// Part 7, exercise 1: what the end of the chain is given.
//
// Watch it be what the function before it returned: nothing at first, and then a number.

import module twine.core;

Void gotPoem(String poem) {
  IO.println(poem);
  return null;
}

Integer gotPoemAndCountedIt(String poem) {
  IO.println(poem);
  return poem.length();
}

Integer poemFailed(Failure failure) {
  System.err.println("poem download failed");
  return 0;
}

Void poemDone(Outcome<?> outcome) {
  IO.println("done: " + outcome);
  return null;
}

void main() {
  var first = new Deferred<String>();
  first.addCallback(this::gotPoem).addBoth(this::poemDone);
  first.callback("Another short poem.");

  var second = new Deferred<String>();
  second.addCallbacks(this::gotPoemAndCountedIt, this::poemFailed).addBoth(this::poemDone);
  second.callback("Another short poem.");
}
