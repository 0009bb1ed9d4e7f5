package twine.poetry.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.app.plugin.Plugins;

/** The modules as programs are made of them. */
@Tag("P16.12")
final class PoetryModuleTest {
  private final ModuleFinder finder = ModuleFinder.of(ModulePath.entries().toArray(Path[]::new));
  private final ModuleLayer boot = ModuleLayer.boot();

  @Test
  void thePluginsAreFoundInAProgramOfModules() throws Exception {
    Configuration configuration =
        boot.configuration().resolveAndBind(finder, ModuleFinder.of(), Set.of("twine.app"));
    ModuleLayer layer =
        boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    Class<?> plugins = layer.findLoader("twine.app").loadClass(Plugins.class.getName());
    Object found = plugins.getMethod("find", Path[].class).invoke(null, (Object) new Path[0]);
    assertThat((Collection<?>) plugins.getMethod("all").invoke(found))
        .map(Object::toString)
        .containsExactly("fastpoetry", "poetry-proxy", "slowpoetry", "transform");
    assertThat((Collection<?>) plugins.getMethod("broken").invoke(found)).isEmpty();
  }

  @Test
  void theOtherProgramsDoWithoutServices() {
    Configuration configuration =
        boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("twine.poetry"));
    assertThat(configuration.findModule("twine.core")).isPresent();
    assertThat(configuration.findModule("twine.app")).isEmpty();
  }
}
