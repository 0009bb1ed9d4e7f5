package twine.app.plugin;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The jars in one directory of plugins. Where the program itself is on the class path there are no
 * modules to build on, and all jars count as plain ones.
 */
final class PluginDirectory {
  private final Path directory;
  private final Plugins plugins;
  private final Map<Path, ModuleReference> modules = new LinkedHashMap<>();
  private final List<Path> plain = new ArrayList<>();

  PluginDirectory(Path directory, Plugins plugins) {
    this.directory = directory;
    this.plugins = plugins;
  }

  void addAll() {
    for (Path jar : jars()) {
      sort(jar);
    }
    modules.values().forEach(this::addModule);
    if (!plain.isEmpty()) {
      addPlain();
    }
  }

  private List<Path> jars() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      plugins.addBroken(directory.toString(), "it cannot be read as a directory of plugins");
      return List.of();
    }
  }

  /** Opens a jar, to see that it is one, and of which kind. */
  private void sort(Path jar) {
    try (var zip = new ZipFile(jar.toFile())) {
      if (zip.getEntry("module-info.class") == null || ownLayer() == null) {
        plain.add(jar);
        return;
      }
    } catch (ZipException e) {
      plugins.addBroken(jar.toString(), "it is not a jar");
      return;
    } catch (IOException e) {
      plugins.addBroken(jar.toString(), Providers.words(e));
      return;
    }
    try {
      ModuleFinder.of(jar).findAll().forEach(module -> modules.put(jar, module));
    } catch (FindException e) {
      plugins.addBroken(jar.toString(), Providers.words(e));
    }
  }

  private static @Nullable ModuleLayer ownLayer() {
    return Plugins.class.getModule().getLayer();
  }

  // ---- modules

  private void addModule(ModuleReference module) {
    ModuleLayer parent = ownLayer();
    String name = module.descriptor().name();
    boolean offers =
        module.descriptor().provides().stream()
            .anyMatch(provided -> provided.service().equals(ServicePlugin.class.getName()));
    if (parent == null || !offers) {
      return; // something that plugins need
    }
    try {
      Configuration configuration =
          parent
              .configuration()
              .resolve(
                  ModuleFinder.of(),
                  ModuleFinder.of(modules.keySet().toArray(Path[]::new)),
                  Set.of(name));
      ModuleLayer layer =
          parent.defineModulesWithOneLoader(configuration, Plugins.class.getClassLoader());
      Providers.each(
          ServiceLoader.load(layer, ServicePlugin.class),
          "a plugin in " + origin(module),
          type -> type.getModule().getLayer() == layer && name.equals(type.getModule().getName()),
          plugins);
    } catch (FindException | ResolutionException | LayerInstantiationException e) {
      plugins.addBroken(origin(module), Providers.words(e));
    }
  }

  private static String origin(ModuleReference module) {
    return module.location().map(where -> Path.of(where).toString()).orElse(module.toString());
  }

  // ---- the others

  // The loader is not closed: classes of the plugins are loaded by it for as long as they run.
  @SuppressWarnings("resource")
  private void addPlain() {
    var loader =
        new URLClassLoader(
            "plugins in " + directory,
            plain.stream().map(PluginDirectory::url).toArray(URL[]::new),
            Plugins.class.getClassLoader());
    Providers.each(
        ServiceLoader.load(ServicePlugin.class, loader),
        "a plugin in " + directory,
        type -> type.getClassLoader() == loader,
        plugins);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("a file has no address: " + jar, e);
    }
  }
}
