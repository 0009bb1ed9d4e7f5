// Part 17: straight-line code that waits for a result and for a failure.
//
// Watch it stop for five seconds, twice, and the failure arrive as an ordinary exception. The book
// also yields a plain 1, and gets it back. await takes Deferreds only, but one that has fired is
// not waited for.

import static twine.coroutine.Coroutine.await;

import module twine.core;

Void myCallbacks() throws Exception {
  Reactor reactor = Reactors.installed();

  IO.println("first callback");
  int result = await(Deferred.succeed(1)); // has fired: comes right back

  IO.println("second callback got " + result);
  var d = new Deferred<Integer>();
  reactor.callLater(Duration.ofSeconds(5), () -> d.callback(2));
  result = await(d); // stops here until the Deferred fires, and the reactor goes on

  IO.println("third callback got " + result); // the result of the Deferred
  var e = new Deferred<Integer>();
  reactor.callLater(Duration.ofSeconds(5), () -> e.errback(new Exception("3")));

  Object last;
  try {
    last = await(e);
  } catch (Exception thrown) {
    last = thrown;
  }

  IO.println("fourth callback got " + last); // the exception from the Deferred
  reactor.stop();
  return null;
}

void main() {
  Reactor reactor = Reactors.installed();
  reactor.callWhenRunning(() -> Coroutine.start(this::myCallbacks));
  reactor.run();
}
