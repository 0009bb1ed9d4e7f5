/** What makes a program a daemon: services, plugins, logs, and the {@code twined} command. */
module twine.app {
  requires transitive twine.core;
  requires twine.protocols;
  requires info.picocli;
  requires java.compiler;
  requires java.logging;
  requires twine.linux;
  requires static transitive org.jspecify;

  exports twine.app.log;
  exports twine.app.net;
  exports twine.app.service;
}
