package twine.poetry;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs of the system that some machines have and some do not. */
final class Tools {
  private Tools() {}

  /** Whether a program is on the PATH. */
  static boolean exist(String name) {
    String path = System.getenv("PATH");
    for (String directory : (path == null ? "" : path).split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(directory, name))) {
        return true;
      }
    }
    return false;
  }
}
