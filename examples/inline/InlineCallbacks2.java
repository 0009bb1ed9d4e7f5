// Part 17: what straight-line code gives its caller is a Deferred.
//
// Watch who hears of it: the callback of the one that returns, the errback of the one that throws.
// Both have been waiting meanwhile, side by side.

import static twine.coroutine.Coroutine.await;

import module twine.core;

final Reactor reactor = Reactors.installed();

Deferred<Void> later() {
  var d = new Deferred<Void>();
  reactor.callLater(Duration.ofSeconds(1), () -> d.callback(null));
  return d;
}

String returns() throws Exception {
  await(later());
  return "the result";
}

String fails() throws Exception {
  await(later());
  throw new Exception("the problem");
}

void main() {
  for (Callable<String> body : List.<Callable<String>>of(this::returns, this::fails)) {
    Coroutine.start(body)
        .onResult(result -> IO.println("callback got " + result))
        .handle(failure -> IO.println("errback got " + failure.value()));
  }
  IO.println("both are waiting");
  reactor.callLater(Duration.ofSeconds(2), reactor::stop);
  reactor.run();
}
