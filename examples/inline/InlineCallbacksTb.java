// Part 17: who calls straight-line code?
//
// Watch the root of the stack, at the bottom: reactor.run(), as ever. The code has a thread of its
// own, whose stack is what is on top; Coroutine.stackTrace joins the reactor's to it, because that
// is what it runs on. Then it throws, and the exception tells of both: where it was thrown, and
// which lines awaited it.

import static twine.coroutine.Coroutine.await;

import module twine.core;

final Reactor reactor = Reactors.installed();

Void myCallbacks() throws Exception {
  var d = new Deferred<Void>();
  reactor.callLater(Duration.ZERO, () -> d.callback(null));
  await(d);
  for (StackTraceElement frame : Coroutine.stackTrace()) {
    IO.println("  at " + frame);
  }
  throw new Exception("the end");
}

Void myCaller() throws Exception {
  return await(Coroutine.start(this::myCallbacks));
}

void main() {
  reactor.callWhenRunning(() -> {
    Coroutine.start(this::myCaller)
        .handle(failure -> failure.value().printStackTrace())
        .onBoth(reactor::stop);
  });
  reactor.run();
}
