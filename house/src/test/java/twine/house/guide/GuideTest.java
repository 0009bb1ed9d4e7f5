package twine.house.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twine.house.Project;

/** What the guide says of files of the project, and what of its outputs is on record already. */
final class GuideTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
  private static final Pattern ANSWER = Pattern.compile("`([^`]*\\bbin/[^`]*)`");
  private static final Set<String> LANGUAGES = Set.of("console", "java", "ini");

  static List<Page> pages() {
    return Page.all();
  }

  static List<Page> pagesOfTheProject() {
    return Page.ofTheProject();
  }

  @ParameterizedTest
  @MethodSource("pagesOfTheProject")
  void everyBlockIsOfAKindThatIsChecked(Page page) {
    for (Block block : page.blocks()) {
      assertThat(LANGUAGES).as(block.place()).contains(block.language());
    }
    assertThat(page.lines())
        .as("a fence that is indented would not be seen")
        .noneMatch(line -> line.matches("\\s+```.*"));
  }

  @ParameterizedTest
  @MethodSource("pagesOfTheProject")
  void whatItQuotesIsTheProjects(Page page) {
    page.blocks().stream()
        .filter(block -> !block.isConsole())
        .forEach(block -> new Quotation(block).check());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void itsLinksLeadSomewhere(Page page) {
    for (int line = 0; line < page.lines().size(); line++) {
      Matcher links = LINK.matcher(page.lines().get(line));
      while (links.find()) {
        if (!links.group(1).startsWith("http")) {
          assertThat(page.file().resolveSibling(links.group(1)).normalize())
              .as(page.place(line))
              .exists();
        }
      }
    }
  }

  /** The scripts' own tests compare what they print with the same records. */
  @ParameterizedTest
  @MethodSource("pagesOfTheProject")
  void scriptsPrintWhatIsRecordedOfThem(Page page) {
    var guide = new Guide();
    guide.finish(page.map(block -> block.isOfScripts() ? refreshed(guide, block) : block));
  }

  private static Block refreshed(Guide guide, Block block) {
    return guide.refreshed(block, block.commands().stream().map(GuideTest::recorded).toList());
  }

  private static List<String> recorded(Block.Command command) {
    Path record = Project.file("examples/src/test/expected/" + command.example() + ".txt");
    // Standard error is marked there; on a terminal it is not.
    return Project.read(record).lines().map(line -> line.replaceFirst("^! ", "")).toList();
  }

  @Test
  void theIndexLeadsToEveryPage() {
    Path index = Page.GUIDE.resolve("README.md");
    List<String> linked = new ArrayList<>();
    Matcher links = LINK.matcher(Project.read(index));
    while (links.find()) {
      linked.add(links.group(1));
    }
    assertThat(linked)
        .containsAll(
            Page.all().stream()
                .map(page -> page.file().getFileName().toString())
                .filter(name -> !name.equals("README.md"))
                .toList());
  }

  @Test
  void everyExerciseThatHasAScriptIsInTheTable() {
    List<String> scripts =
        Project.read(Project.file("examples/index"))
            .lines()
            .filter(line -> line.startsWith("exercise/"))
            .map(line -> "bin/example " + line.split(" ", 2)[0])
            .toList();
    assertThat(answers()).containsAll(scripts);
  }

  /** And so it is run, by one test or another. */
  @Test
  void everyCommandThatAnswersAnExerciseIsTypedOnAPage() {
    List<String> typed =
        pagesOfTheProject().stream()
            .flatMap(page -> page.blocks().stream())
            .filter(Block::isConsole)
            .flatMap(block -> block.commands().stream())
            .map(Block.Command::line)
            .toList();
    assertThat(typed).containsAll(answers());
  }

  /** The commands in the table of exercises, where a bar has to be escaped. */
  private static List<String> answers() {
    return ANSWER
        .matcher(Project.read(Page.GUIDE.resolve("exercises.md")))
        .results()
        .map(answer -> answer.group(1).replace("\\|", "|"))
        .toList();
  }

  @Test
  void everyPartHasAPage() {
    assertThat(Page.ofParts())
        .extracting(page -> page.file().getFileName().toString())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 22).mapToObj("part-%02d.md"::formatted).toList());
  }
}
