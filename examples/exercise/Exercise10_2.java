// Part 10, exercises 1 and 2: the four ways in which the chain of client 5.1 can fire.
//
// Watch which of the functions run each time: of every pair at most one, and the last one always.

import module twine.core;

static final class CannotCummingsify extends Exception {}

interface Engine {
  String transform(String poem) throws Exception;
}

String cummingsifyFailed(Failure failure) throws Exception {
  failure.trap(CannotCummingsify.class); // whatever else it is goes on to poemFailed
  IO.println("  cummingsifyFailed gives the poem as it was");
  return "Once upon a midnight dreary";
}

Void gotPoem(String poem) {
  IO.println("  gotPoem: " + poem);
  return null;
}

Void poemFailed(Failure failure) {
  IO.println("  poemFailed: " + failure.getErrorMessage());
  return null;
}

void fire(String what, Engine engine, Consumer<Deferred<String>> firing) {
  IO.println(what);
  var d = new Deferred<String>();
  d.addCallback(engine::transform)
      .addErrback(this::cummingsifyFailed)
      .addCallbacks(this::gotPoem, this::poemFailed)
      .onBoth(() -> IO.println("  poemDone"));
  firing.accept(d);
}

void main() {
  Consumer<Deferred<String>> poem = d -> d.callback("Once upon a midnight dreary");
  fire("the transformation works", String::toLowerCase, poem);
  fire(
      "the engine cannot do it",
      _ -> {
        throw new CannotCummingsify();
      },
      poem);
  fire(
      "the engine is broken",
      _ -> {
        throw new IllegalStateException("The engine is broken.");
      },
      poem);
  fire("no poem comes", String::toLowerCase, d -> d.errback(new Exception("Nobody answers.")));
}
