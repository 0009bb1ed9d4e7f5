// Part 3: a reactor with nothing to do.
//
// Watch it wait, and a processor meter next to it stay where it was. Ctrl-C ends it.

import module twine.core;

void main() {
  Reactors.installed().run();
}
