package twine.app.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plugins of a program that is made of modules. Here that is a layer of them, with its own Twine.
 */
@Tag("P16.12")
final class PluginModulesTest {
  @TempDir private Path directory;
  private Path[] path = {};

  @BeforeEach
  void findModules() {
    path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::exists)
            .filter(PluginModulesTest::isModule)
            .toArray(Path[]::new);
  }

  private static boolean isModule(Path place) {
    try {
      return ModuleFinder.of(place).findAll().stream()
          .anyMatch(module -> !module.descriptor().isAutomatic());
    } catch (FindException _) {
      return false; // a jar of the class path that could not be a module
    }
  }

  private String modulePath() {
    return Arrays.stream(path).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** What {@code Plugins.find(directory)} says in a program of modules. */
  private List<String> find(String what) throws Exception {
    ModuleFinder finder = ModuleFinder.of(path);
    List<String> found = finder.findAll().stream().map(PluginModulesTest::name).toList();
    assertThat(found).contains("twine.app", "info.picocli");
    ModuleLayer boot = ModuleLayer.boot();
    ModuleLayer layer =
        boot.defineModulesWithOneLoader(
            boot.configuration().resolve(finder, ModuleFinder.of(), Set.of("twine.app")),
            ClassLoader.getPlatformClassLoader());
    Class<?> plugins = layer.findLoader("twine.app").loadClass(Plugins.class.getName());
    Object made =
        plugins.getMethod("find", Path[].class).invoke(null, (Object) new Path[] {directory});
    return ((Collection<?>) plugins.getMethod(what).invoke(made))
        .stream()
            .map(Object::toString)
            .map(text -> text.replace(directory.toString(), "DIR"))
            .toList();
  }

  private static String name(ModuleReference module) {
    return module.descriptor().name();
  }

  private Jar module(String module, String requires, String name, String command) {
    return new Jar()
        .source(
            "module-info",
            """
            module %s {
              requires twine.app;
              %s
              opens plugins to info.picocli;
              provides twine.app.plugin.ServicePlugin with plugins.%s;
            }
            """
                .formatted(module, requires, name))
        .source("plugins." + name, PluginsTest.source(name, command, ""))
        .compiledWith("-p", modulePath() + File.pathSeparator + directory);
  }

  @Test
  void aModuleIsFoundWithoutAFileOfServices() throws Exception {
    module("one", "", "One", "one").in(directory, "one.jar");
    assertThat(find("all")).containsExactly("one");
    assertThat(find("broken")).isEmpty();
  }

  @Test
  void modulesMayHaveTheSamePackagesAndNeedOthersInTheDirectory() throws Exception {
    new Jar()
        .source("module-info", "module lib { exports lib; }")
        .source("lib.Lib", "package lib; public class Lib {}")
        .compiledWith("-p", modulePath())
        .in(directory, "lib.jar");
    module("one", "requires lib;", "One", "one").in(directory, "one.jar");
    module("two", "", "Two", "two").in(directory, "two.jar");
    assertThat(find("all")).containsExactly("one", "two");
    assertThat(find("broken")).isEmpty();
    Files.delete(directory.resolve("lib.jar"));
    assertThat(find("all")).containsExactly("two");
    assertThat(find("broken"))
        .containsExactly("DIR/one.jar: FindException: Module lib not found, required by one");
  }

  @Test
  void aPlainJarIsFoundBesideModules() throws Exception {
    module("one", "", "One", "one").in(directory, "one.jar");
    new Jar()
        .source("plugins.Two", PluginsTest.source("Two", "two", ""))
        .providing("plugins.Two")
        .in(directory, "two.jar");
    assertThat(find("all")).containsExactly("one", "two");
    assertThat(find("broken")).isEmpty();
  }

  @Test
  void aModuleThatIsNoneIsToldAndTheOthersAreFound() throws Exception {
    module("one", "", "One", "one").in(directory, "one.jar");
    new Jar().file("module-info.class", "not a class").in(directory, "bad.jar");
    assertThat(find("all")).containsExactly("one");
    assertThat(find("broken")).hasSize(1).first().asString().startsWith("DIR/bad.jar: ");
  }
}
