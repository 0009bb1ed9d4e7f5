/** Tests of asynchronous code: an engine for the JUnit Platform. */
module twine.trial {
  requires transitive twine.core;
  requires transitive twine.testing;
  requires java.compiler;
  requires java.logging;
  requires transitive org.junit.platform.commons;
  requires org.junit.platform.engine;
  requires transitive org.opentest4j;
  requires static org.jspecify;

  // Only the command needs these.
  requires static info.picocli;
  requires static org.junit.platform.launcher;

  exports twine.trial;

  provides org.junit.platform.engine.TestEngine with
      twine.trial.engine.TrialEngine;
}
