/**
 * What makes a program a daemon: services, plugins, logs, and the {@code twined} command.
 *
 * @uses twine.app.plugin.ServicePlugin to find the plugins that there are
 * @provides ch.qos.logback.classic.spi.Configurator the way from SLF4J to the program's log
 */
module twine.app {
  requires transitive info.picocli;
  requires transitive twine.core;
  requires twine.protocols;
  requires ch.qos.logback.classic;
  requires ch.qos.logback.core;
  requires com.fasterxml.jackson.core;
  requires java.compiler;
  requires java.logging;
  requires org.slf4j;
  requires twine.linux;
  requires static org.jspecify;

  exports twine.app.log;
  exports twine.app.net;
  exports twine.app.plugin;
  exports twine.app.service;

  uses twine.app.plugin.ServicePlugin;

  provides ch.qos.logback.classic.spi.Configurator with
      twine.app.log.LogbackConfigurator;
}
