package twine.house.guide;

import java.util.ArrayList;
import java.util.List;
import twine.house.Project;

/**
 * Java on a page, or settings: lines of a file of the project, which the fence names. So whatever
 * the guide shows is compiled, and tested by the tests of that file. Indentation may differ, and a
 * line {@code // ...} stands for any lines.
 */
final class Quotation {
  private static final String ANY_LINES = "// ...";

  private final Block block;
  private final String file;

  Quotation(Block block) {
    this.block = block;
    if (block.options().size() != 1) {
      throw new AssertionError(block.place() + ": it wants the file that it is quoted from");
    }
    this.file = block.options().getFirst();
  }

  /** Checks that the lines are in the file, in their order. */
  void check() {
    List<String> source = stripped(Project.read(Project.file(file)).lines().toList());
    int from = 0;
    for (List<String> lines : pieces()) {
      int at = indexOf(lines, source, from);
      if (at < 0) {
        throw new AssertionError(
            "%s: %s has no such lines (after its line %d):\n%s"
                .formatted(block.place(), file, from, String.join("\n", lines)));
      }
      from = at + lines.size();
    }
  }

  private List<List<String>> pieces() {
    List<List<String>> pieces = new ArrayList<>(List.of(new ArrayList<>()));
    for (String line : stripped(block.lines())) {
      if (line.equals(ANY_LINES)) {
        pieces.add(new ArrayList<>());
      } else {
        pieces.getLast().add(line);
      }
    }
    return pieces;
  }

  private static int indexOf(List<String> lines, List<String> source, int from) {
    for (int at = from; at + lines.size() <= source.size(); at++) {
      if (source.subList(at, at + lines.size()).equals(lines)) {
        return at;
      }
    }
    return -1;
  }

  private static List<String> stripped(List<String> lines) {
    return lines.stream().map(String::strip).toList();
  }
}
