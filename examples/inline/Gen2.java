// Part 17: the same generator, and the for loop written out.
//
// Watch that nothing is different. The book's StopIteration is Java's NoSuchElementException.

import module twine.core;

Generator<Integer, Void> myGenerator() {
  return Generator.of(here -> {
    IO.println("starting up");
    here.yield(1);
    IO.println("workin'");
    here.yield(2);
    IO.println("still workin'");
    here.yield(3);
    IO.println("done");
  });
}

void main() {
  Generator<Integer, Void> gen = myGenerator();
  while (true) {
    int n;
    try {
      n = gen.next();
    } catch (NoSuchElementException e) {
      break;
    }
    IO.println(n);
  }
}
