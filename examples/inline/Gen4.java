// Part 17: what can be given to a generator when it is run again.
//
// Watch what each yield returns, or throws: what was sent, or raised. That is all that a callback
// and an errback can be given.

import module twine.core;

static final class Malfunction extends Exception {}

Generator<Integer, Integer> myGenerator() {
  return Generator.of(here -> {
    IO.println("starting up");

    Integer val = here.yield(1);
    IO.println("got: " + val);

    val = here.yield(2);
    IO.println("got: " + val);

    try {
      here.yield(3);
    } catch (Malfunction e) {
      IO.println("malfunction!");
    }

    here.yield(4);
    IO.println("done");
  });
}

void main() {
  Generator<Integer, Integer> gen = myGenerator();
  IO.println(gen.next()); // starts the generator
  IO.println(gen.send(10)); // sends the value 10
  IO.println(gen.send(20)); // sends the value 20
  IO.println(gen.raise(new Malfunction())); // throws an exception inside the generator
  try {
    gen.next();
  } catch (NoSuchElementException e) {
    // The generator has come to its end.
  }
}
