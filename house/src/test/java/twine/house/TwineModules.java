package twine.house;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Twine's own modules, as this run of the tests has them on its class path. */
final class TwineModules {
  private TwineModules() {}

  /** All modules of this project, by name. */
  static List<ModuleReference> all() {
    Path[] classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("twine-") || !entry.endsWith(".jar"))
            .map(Path::of)
            .toArray(Path[]::new);
    return Stream.of(classPath)
        .flatMap(entry -> ModuleFinder.of(entry).findAll().stream())
        .filter(module -> module.descriptor().name().startsWith("twine."))
        .filter(module -> !module.descriptor().isAutomatic())
        .sorted(Comparator.comparing(module -> module.descriptor().name()))
        .toList();
  }

  /** The packages that everybody may use, sorted. */
  static Set<String> exported(ModuleDescriptor module) {
    Set<String> packages = new TreeSet<>();
    for (Exports exports : module.exports()) {
      if (!exports.isQualified()) {
        packages.add(exports.source());
      }
    }
    return packages;
  }

  /** The exported packages of all modules, sorted. */
  static Set<String> allExported() {
    Set<String> packages = new TreeSet<>();
    all().forEach(module -> packages.addAll(exported(module.descriptor())));
    return packages;
  }

  /**
   * The public top-level and nested types of a package of the module, in the order of their names.
   */
  static List<Class<?>> publicTypes(ModuleReference module, String packageName) {
    String directory = packageName.replace('.', '/') + '/';
    return names(module).stream()
        .filter(name -> name.startsWith(directory) && name.endsWith(".class"))
        .filter(name -> name.indexOf('/', directory.length()) < 0)
        .filter(name -> !name.endsWith("package-info.class"))
        .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
        .<Class<?>>map(TwineModules::load)
        .filter(TwineModules::isVisible)
        .sorted(Comparator.comparing(Class::getName))
        .toList();
  }

  static List<String> names(ModuleReference module) {
    try (ModuleReader reader = module.open();
        Stream<String> names = reader.list()) {
      return names.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Class<?> load(String name) {
    try {
      return Class.forName(name, false, TwineModules.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether other packages can name the type: it and all that it is nested in are open to them. */
  private static boolean isVisible(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass()) {
      return false;
    }
    for (Class<?> outer = type; outer != null; outer = outer.getDeclaringClass()) {
      if (!Visibility.isVisible(outer.getModifiers())) {
        return false;
      }
    }
    return true;
  }
}
