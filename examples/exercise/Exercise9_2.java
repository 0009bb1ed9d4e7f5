// Part 9, exercise 2: addCallbacks, and addCallback with addErrback.
//
// Watch who hears of what the callback throws. An errback beside it does not, one that comes after
// it does.

import module twine.core;

String callback(String poem) throws Exception {
  throw new Exception(poem + " is gibberish");
}

String errback(Failure failure) {
  IO.println("the errback got: " + failure.getErrorMessage());
  return "an apology";
}

Void end(Outcome<String> outcome) {
  IO.println("the chain comes to: " + outcome);
  return null;
}

void main() {
  IO.println("addCallbacks(callback, errback)");
  var pair = new Deferred<String>();
  pair.addCallbacks(this::callback, this::errback).addBoth(this::end);
  pair.callback("poem");

  IO.println("addCallback(callback).addErrback(errback)");
  var row = new Deferred<String>();
  row.addCallback(this::callback).addErrback(this::errback).addBoth(this::end);
  row.callback("poem");
}
