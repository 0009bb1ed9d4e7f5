package twine.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A script, as the index has it.
 *
 * @param name what {@code bin/example} calls it
 * @param type the name of its class
 * @param part the book's Part where it is told of
 * @param summary what it is about
 */
record Example(String name, String type, String part, String summary) {
  private static final Path EXPECTED = Path.of("src", "test", "expected");

  /** All that there are. */
  static List<Example> all() {
    return read(Path.of("index"))
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\s+", 4))
        .map(cells -> new Example(cells[0], cells[1], cells[2], cells[3]))
        .toList();
  }

  static Example named(String name) {
    return all().stream().filter(example -> example.name.equals(name)).findFirst().orElseThrow();
  }

  /** The files that record what each should print. */
  static List<Path> expectations() throws IOException {
    try (var files = Files.walk(EXPECTED)) {
      return files.filter(file -> file.toString().endsWith(".txt")).toList();
    }
  }

  /** Where it is written. */
  Path source() {
    return Path.of(group(), type + ".java");
  }

  String text() {
    return read(source());
  }

  /** Whether it has sockets or processes that are not the reactor's. */
  boolean needsTheRealWorld() {
    return Stream.of(".addReader(", "new Socket(", "new ProcessBuilder(")
        .anyMatch(text()::contains);
  }

  /** Whether it chooses its reactor itself, so that nobody can give it one. */
  boolean choosesReactor() {
    return text().contains("Reactors.install(");
  }

  /** The line of its text with this number, as Python's tracebacks show it. */
  String line(int number) {
    return text().lines().skip(number - 1L).findFirst().orElseThrow().strip();
  }

  /** Where it is recorded what it should print. */
  Path expectation() {
    return EXPECTED.resolve(name + ".txt");
  }

  /** What it should print, as {@link Transcript} and {@link Terminal} have it. */
  List<String> expected() {
    return read(expectation()).lines().toList();
  }

  /** The same for a process, where standard error comes after standard output. */
  List<String> expectedOfProcess() {
    return expected().stream()
        .sorted(Comparator.comparing(line -> line.startsWith(Terminal.ERROR)))
        .toList();
  }

  private String group() {
    return name.substring(0, name.indexOf('/'));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
