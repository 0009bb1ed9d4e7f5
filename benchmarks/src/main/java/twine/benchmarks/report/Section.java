package twine.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a Markdown file that a command writes, between two comments that name it; what is
 * around it belongs to people.
 */
public final class Section {
  private Section() {}

  /**
   * Puts {@code text} in the place of what the section holds.
   *
   * @throws IllegalArgumentException if the file has no such section
   */
  public static void write(Path file, String name, String text) {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- end of " + name + " -->";
    try {
      String page = Files.readString(file);
      int from = page.indexOf(begin);
      int to = page.indexOf(end);
      if (from < 0 || to < from) {
        throw new IllegalArgumentException(file + " has no lines " + begin.strip() + " and " + end);
      }
      Files.writeString(
          file,
          page.substring(0, from + begin.length())
              + "\n"
              + text.strip()
              + "\n\n"
              + page.substring(to));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
