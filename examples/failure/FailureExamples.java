// Part 6: exceptions that outlive their catch clause.
//
// Watch what each Failure knows. One that was only made has no frames; one that was caught still
// tells, long after the catch clause, where its exception was thrown.

import module twine.core;

static final class RhymeSchemeViolation extends Exception {
  RhymeSchemeViolation(String message) {
    super(message);
  }
}

void recite() throws Exception {
  throw new RhymeSchemeViolation("orange");
}

Failure attempt() {
  try {
    recite();
  } catch (Exception e) {
    return Failure.caught(e);
  }
  throw new AssertionError("it rhymes");
}

void main() throws Exception {
  IO.println("A Failure that was made:");
  IO.println(new Failure(new RhymeSchemeViolation("silver")));

  IO.println("A Failure that was caught:");
  Failure caught = attempt();
  IO.println(caught);

  IO.println("Its message: " + caught.getErrorMessage());
  IO.println("Its exception: " + caught.value());
  IO.println("Is it bad input? " + (caught.check(IllegalArgumentException.class) != null));
  IO.println("Is it a bad rhyme? " + (caught.check(RhymeSchemeViolation.class) != null));
  IO.println("Trapped: " + caught.trap(RhymeSchemeViolation.class).getMessage());

  IO.println("It can be printed as an exception is, and thrown again:");
  caught.printTraceback();
  throw caught.raiseException();
}
