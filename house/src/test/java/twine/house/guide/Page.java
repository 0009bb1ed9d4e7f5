package twine.house.guide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import twine.house.Project;

/**
 * A page of the guide.
 *
 * @param file where it lies
 * @param lines what it says
 */
record Page(Path file, List<String> lines) {
  static final Path GUIDE = Project.file("docs/guide");
  private static final String FENCE = "```";

  /** The pages that show files and commands of the project; the other one has a test of its own. */
  static List<Page> ofTheProject() {
    return all().stream().filter(page -> !page.name().endsWith("/testing.md")).toList();
  }

  /** The pages about the Parts. */
  static List<Page> ofParts() {
    return all().stream().filter(page -> page.name().contains("/part-")).toList();
  }

  /** All pages, in the order of their names. */
  static List<Page> all() {
    try (Stream<Path> files = Files.list(GUIDE)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(file -> new Page(file, Project.read(file).lines().toList()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return Project.name(file);
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    map(block -> {
      blocks.add(block);
      return block;
    });
    return blocks;
  }

  /** The same page with each of its blocks exchanged for what {@code change} makes of it. */
  Page map(UnaryOperator<Block> change) {
    List<String> result = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      result.add(line);
      if (line.startsWith(FENCE)) {
        int end = endOfBlock(at);
        result.addAll(change.apply(block(at, end)).lines());
        result.add(FENCE);
        at = end;
      }
      at++;
    }
    return new Page(file, result);
  }

  private Block block(int begin, int end) {
    List<String> words = Arrays.asList(lines.get(begin).substring(FENCE.length()).split(" +"));
    return new Block(
        place(begin),
        words.getFirst(),
        words.subList(1, words.size()),
        lines.subList(begin + 1, end));
  }

  private int endOfBlock(int begin) {
    for (int at = begin + 1; at < lines.size(); at++) {
      if (lines.get(at).equals(FENCE)) {
        return at;
      }
    }
    throw new AssertionError(place(begin) + ": this block has no end");
  }

  /** What a line, counted from 0, is called in messages. */
  String place(int line) {
    return name() + ":" + (line + 1);
  }

  void write() {
    Project.write(file, String.join("\n", lines) + "\n");
  }

  @Override
  public String toString() {
    return name();
  }
}
