/**
 * The programs of the introduction, as one command, and as plugins for {@code twined}, which alone
 * need {@code twine.app}.
 *
 * @provides twine.app.plugin.ServicePlugin the servers
 */
module twine.poetry {
  requires info.picocli;
  requires twine.core;
  requires twine.protocols;
  requires static org.jspecify;
  requires static twine.app;

  provides twine.app.plugin.ServicePlugin with
      twine.poetry.plugin.FastPoetryPlugin,
      twine.poetry.plugin.PoetryProxyPlugin,
      twine.poetry.plugin.SlowPoetryPlugin,
      twine.poetry.plugin.TransformPlugin;
}
