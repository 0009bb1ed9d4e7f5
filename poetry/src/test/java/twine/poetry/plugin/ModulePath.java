package twine.poetry.plugin;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The modules among what is on the class path of the tests. */
final class ModulePath {
  private ModulePath() {}

  static List<Path> entries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(ModulePath::isModule)
        .toList();
  }

  private static boolean isModule(Path place) {
    try {
      return ModuleFinder.of(place).findAll().stream()
          .anyMatch(module -> !module.descriptor().isAutomatic());
    } catch (FindException _) {
      return false;
    }
  }
}
