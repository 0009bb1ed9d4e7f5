// Part 8: a callback that blocks.
//
// Watch "Finished" come last, a second late: a Deferred makes nothing asynchronous. Whoever fires
// it waits for its callbacks, and here that is main.

import module twine.core;

String first(String result) {
  IO.println("first callback got: " + result);
  return "first result";
}

String second(String result) throws InterruptedException {
  IO.println("second callback got: " + result);
  IO.println("second callback blocks ...");
  Thread.sleep(Duration.ofSeconds(1));
  IO.println("... no longer");
  return "second result";
}

String third(String result) {
  IO.println("third callback got: " + result);
  return "third result";
}

void main() {
  var d = new Deferred<String>();
  d.addCallback(this::first).addCallback(this::second).addCallback(this::third);
  IO.println("Firing.");
  d.callback("result");
  IO.println("Finished");
}
