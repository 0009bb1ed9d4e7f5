package twine.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SectionTest {
  @TempDir private Path directory;
  private Path page;

  @BeforeEach
  void writeThePage() throws IOException {
    page = directory.resolve("page.md");
    Files.writeString(
        page,
        """
        Before
        <!-- idle -->
        old
        <!-- end of idle -->
        Between
        <!-- idler -->
        <!-- end of idler -->
        """);
  }

  @Test
  void onlyTheSectionIsReplaced() throws IOException {
    Section.write(page, "idle", "new\n");
    Section.write(page, "idler", "newest\n");
    assertThat(page)
        .hasContent(
            """
            Before
            <!-- idle -->

            new

            <!-- end of idle -->
            Between
            <!-- idler -->

            newest

            <!-- end of idler -->
            """);
  }

  @Test
  void writingTwiceIsWritingOnce() throws IOException {
    Section.write(page, "idle", "new");
    String once = Files.readString(page);
    Section.write(page, "idle", "new");
    assertThat(page).hasContent(once);
  }

  @Test
  void aPageWithoutTheSectionIsLeftAlone() throws IOException {
    String before = Files.readString(page);
    assertThatThrownBy(() -> Section.write(page, "jmh", "new"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("<!-- jmh -->");
    assertThat(page).hasContent(before);
  }
}
