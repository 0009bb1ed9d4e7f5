// Part 18, exercise 2: lists that need not wait for all.
//
// Watch when they fire. One asks three servers for the same poem, and takes the first answer. The
// other wants all parts of one poem, and gives up as soon as it knows that it will not get them.

import module twine.core;

void main() {
  IO.println("fireOnOneCallback");
  var mirrors = List.of(new Deferred<String>(), new Deferred<String>(), new Deferred<String>());
  DeferredList.fireOnOneCallback(mirrors, DeferredList.Errors.CONSUME)
      .onResult(first -> IO.println(first.value() + ", from mirror " + first.index()));
  mirrors.get(2).errback(new Exception("Mirror 2 is broken."));
  IO.println("mirror 2 has failed");
  mirrors.get(1).callback("the poem");
  IO.println("mirror 1 has answered");
  mirrors.get(0).callback("the poem, again");
  IO.println("mirror 0 has answered");

  IO.println("fireOnOneErrback");
  var parts = List.of(new Deferred<String>(), new Deferred<String>(), new Deferred<String>());
  DeferredList.fireOnOneErrback(parts, DeferredList.Errors.CONSUME)
      .onResult(all -> IO.println("the whole poem: " + all))
      .addErrback(
          FirstErrorException.class,
          first -> {
            IO.println("no poem without part " + first.index() + ": " + first.failure().value());
            return null;
          });
  parts.get(0).callback("Once upon a midnight");
  IO.println("part 0 has come");
  parts.get(1).errback(new Exception("It is illegible."));
  IO.println("part 1 has failed");
  parts.get(2).callback("weak and weary");
  IO.println("part 2 has come");
}
