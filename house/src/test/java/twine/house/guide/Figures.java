package twine.house.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import twine.house.Project;

/** The figures of the guide, which are drawn from runs and so never drawn by hand. */
final class Figures {
  private static final Path FOLDER = Page.GUIDE.resolve("figures");

  private Figures() {}

  /** The figures of this kind, without their ending. */
  static List<String> endingIn(String ending) {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(String name) {
    return FOLDER.resolve(name);
  }

  /** Checks that a figure is what was drawn now, or makes it so in a run that records. */
  static void check(String name, String svg) {
    Path file = file(name + ".svg");
    if (Project.RECORDING) {
      Project.write(file, svg);
    }
    assertThat(file).as("%s; %s draws it anew", file, Guide.REFRESH).hasContent(svg);
  }
}
