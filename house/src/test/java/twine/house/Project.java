package twine.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's files. */
public final class Project {
  /** The command that brings every recorded file up to date. */
  static final String REFRESH = "tools/record";

  /** Whether this run is to bring recorded files up to date instead of checking them. */
  public static final boolean RECORDING = System.getProperty("record") != null;

  private static final Path ROOT = findRoot();

  private Project() {}

  /** A file of the project, by its path from the root. */
  public static Path file(String path) {
    return ROOT.resolve(path);
  }

  /** How a file is called in messages: by its path from the root. */
  public static String name(Path file) {
    return ROOT.relativize(file).toString();
  }

  /** Every Java source of every module whose directory in the module is {@code directory}. */
  static List<Path> javaSources(String directory) {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve(directory))
          .filter(Files::isDirectory)
          .sorted()
          .flatMap(sources -> filesBelow(sources).stream())
          .filter(file -> file.toString().endsWith(".java"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesBelow(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path findRoot() {
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    if (directory == null) {
      throw new IllegalStateException("not started inside the project");
    }
    return directory;
  }
}
