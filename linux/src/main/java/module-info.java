/** Reactors on Linux's own calls, and the calls of POSIX that a daemon needs. */
module twine.linux {
  requires transitive twine.core;
  requires static transitive org.jspecify;

  exports twine.linux.posix;
}
