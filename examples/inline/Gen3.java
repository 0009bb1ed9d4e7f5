// Part 17: several generators at once.
//
// Watch their lines interleave, as those of independent tasks on a reactor do. Each keeps its own
// local variables, and its own place.

import module twine.core;

Generator<Integer, Void> myGenerator(String name, int steps) {
  return Generator.of(here -> {
    IO.println(name + " starting up");
    for (int n = 1; n <= steps; n++) {
      here.yield(n);
      IO.println(name + " workin'");
    }
    IO.println(name + " done");
  });
}

void main() {
  var active = new ArrayDeque<>(List.of(myGenerator("A", 3), myGenerator("B", 1)));
  active.add(myGenerator("C", 2));
  while (!active.isEmpty()) {
    Generator<Integer, Void> gen = active.remove();
    if (gen.hasNext()) {
      IO.println(gen.next());
      active.add(gen);
    }
  }
}
