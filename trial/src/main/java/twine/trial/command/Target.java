package twine.trial.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an argument of the command stands for. */
sealed interface Target {

  /** A class by its name, and perhaps one test of it. */
  record Named(String name, Optional<String> method) implements Target {}

  /** Source files, and perhaps one test of them. */
  record Sources(List<Path> files, Optional<String> method) implements Target {}

  /** A directory of class files. */
  record Classes(Path directory) implements Target {}

  /** Nothing, and why. */
  record Nothing(String why) implements Target {}

  /** Reads an argument; paths are looked for in {@code place}. */
  static Target of(String argument, Path place) {
    int hash = argument.indexOf('#');
    String name = hash < 0 ? argument : argument.substring(0, hash);
    Optional<String> method =
        hash < 0 ? Optional.empty() : Optional.of(argument.substring(hash + 1));
    Path path;
    try {
      path = place.resolve(name);
    } catch (InvalidPathException _) {
      return new Nothing("this can be neither the name of a class nor that of a file");
    }
    if (Files.isDirectory(path)) {
      return ofDirectory(path, method);
    }
    if (name.endsWith(".java")) {
      return Files.exists(path)
          ? new Sources(List.of(path), method)
          : new Nothing("there is no such file");
    }
    if (Files.exists(path)) {
      return new Nothing("this is neither a .java file nor a directory");
    }
    return name.contains("/")
        ? new Nothing("there is no such file or directory")
        : new Named(name, method);
  }

  private static Target ofDirectory(Path directory, Optional<String> method) {
    if (method.isPresent()) {
      return new Nothing("a method can be chosen of a class or a file, not of a directory");
    }
    List<Path> sources =
        filesBelow(directory, ".java").stream()
            .filter(file -> !file.endsWith("module-info.java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .toList();
    return sources.isEmpty() ? new Classes(directory) : new Sources(sources, method);
  }

  /** The files whose names end so, in the order of their names. */
  static List<Path> filesBelow(Path directory, String end) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
