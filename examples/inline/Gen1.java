// Part 17: a generator in a for loop.
//
// Watch the lines of the two alternate. The generator runs only while the loop waits for its next
// number, and the loop only while the generator is stopped at a yield.

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
  for (int n : myGenerator()) {
    IO.println(n);
  }
}
