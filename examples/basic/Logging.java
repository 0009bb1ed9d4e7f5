// Part 16: a program's log.
//
// Watch that nothing is said before somebody listens, and that an error comes with its stack.

import module twine.app;
import module twine.core;

void poem() {
  throw new IllegalStateException("there is no poem");
}

void main() {
  Log.msg("This is not logged: nobody is listening yet.");
  Log.startLogging(System.out);
  Log.msg("This is logged.");
  Log.with("bytes", 3003).msg("So is this, with a fact that can be searched for.");
  Log.err("This is logged as an error.");
  try {
    poem();
  } catch (IllegalStateException e) {
    Log.err(e, "What was caught comes with its stack.");
  }
  Deferred<String> poem = Deferred.fail(new IllegalStateException("still no poem"));
  poem.handle(Log::err);
}
