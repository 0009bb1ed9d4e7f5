package twine.house;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file in the repository that is made from the rest of it. */
final class Recorded {
  private Recorded() {}

  /** Checks that the file says {@code text}, or makes it say so in a run that records. */
  static void check(String path, String text) {
    Path file = Project.file(path);
    if (Project.RECORDING) {
      Project.write(file, text);
      return;
    }
    String recorded = Files.exists(file) ? Project.read(file) : "";
    if (!recorded.equals(text)) {
      fail(
          "%s is out of date; bring it up to date with %s, and look at the difference:\n%s",
          path, Project.REFRESH, difference(recorded, text));
    }
  }

  /** The lines that only one of them has. */
  private static String difference(String before, String after) {
    List<String> lines = new ArrayList<>();
    onlyIn(before, after).forEach(line -> lines.add("- " + line));
    onlyIn(after, before).forEach(line -> lines.add("+ " + line));
    return lines.isEmpty() ? "(the order of the lines)" : String.join("\n", lines);
  }

  private static List<String> onlyIn(String text, String other) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    other.lines().forEach(lines::remove);
    return lines;
  }
}
