package twine.trial.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to name tests, and what is told of them. */
@Tag("P15.4")
final class RunningTest {
  private static final String KINDS =
      """
      @Trial void passes() {}
      @Trial void fails() { throw new AssertionError("1 is not <2>"); }
      @Trial void breaks() throws Exception { throw new java.io.IOException("on purpose"); }
      @Skip("for later") @Trial void isSkipped() {}
      @Todo("write it") @Trial void isToDo() { throw new AssertionError("not written"); }
      """;

  @TempDir private Path directory;
  private Place place;

  @BeforeEach
  void makePlace() {
    place = new Place(directory);
  }

  @Test
  void everyKindOfResultIsCountedAndExplained() throws Exception {
    Ended ended = place.tests("Kinds", KINDS).run("Kinds.java");
    assertThat(ended.lines())
        .startsWith(
            "Kinds",
            "  breaks ..." + " ".repeat(60) + "[ERROR]",
            "  fails ..." + " ".repeat(62) + "[FAIL]",
            "  isSkipped ..." + " ".repeat(55) + "[SKIPPED]",
            "  isToDo ..." + " ".repeat(61) + "[TODO]",
            "  passes ..." + " ".repeat(63) + "[OK]",
            "",
            "=".repeat(79),
            "[SKIPPED]",
            "for later",
            "",
            "Kinds.isSkipped")
        .contains("java.io.IOException: on purpose", "java.lang.AssertionError: 1 is not <2>");
    assertThat(ended.sum())
        .isEqualTo("FAILED (failures=1, errors=1, skips=1, expectedFailures=1, successes=1)");
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  void plainIsALineForEachTest() throws Exception {
    place.write(
        "some/pack/In.java", "package some.pack; class In { @twine.trial.Trial void x() {} }");
    assertThat(place.run("--reporter", "plain", "some").lines())
        .startsWith("some.pack.In.x ... [OK]");
  }

  @Test
  void theReportIsXmlWhateverTestsSay() throws Exception {
    assertThat(place.tests("Kinds", KINDS).run("--reporter", "junit", "Kinds.java").status())
        .isEqualTo(1);
    assertThat(directory.resolve("_trial_temp/junit.xml"))
        .content()
        .contains("tests=\"5\" failures=\"1\" errors=\"1\" skipped=\"2\"")
        .contains("<failure message=\"java.lang.AssertionError: 1 is not &lt;2&gt;\">")
        .contains("<testcase classname=\"Kinds\" name=\"passes\" time=\"0.");
  }

  @Test
  void aNeighbourInTheSameTreeOfSourcesCanBeUsed() throws Exception {
    place
        .write("src/a/Helper.java", "package a; public class Helper {}")
        .write(
            "src/b/Uses.java",
            "package b; class Uses { @twine.trial.Trial void x() { new a.Helper(); } }");
    assertThat(place.run("src/b/Uses.java").lines()).startsWith("b", "  Uses").hasSize(8);
  }

  @Test
  void classesAreFoundOnTheClassPath() throws Exception {
    place.tests("Kinds", KINDS).run("Kinds.java");
    Files.move(directory.resolve("_trial_temp/classes"), directory.resolve("classes"));
    assertThat(place.run("--classpath", "classes", "Kinds#passes").sum())
        .isEqualTo("PASSED (successes=1)");
    assertThat(place.run("--classpath", "classes", "Kinds.passes").sum())
        .isEqualTo("PASSED (successes=1)");
    assertThat(place.run("Kinds").output()).contains("there is no class Kinds in ");
  }

  @Test
  void testsOfJupiterRunToo() throws Exception {
    place.write(
        "Plain.java",
        "class Plain { @org.junit.jupiter.api.Test void adds() { assert 1 + 1 == 2; } }");
    assertThat(place.run("Plain.java").lines())
        .startsWith("Plain", "  adds ..." + " ".repeat(65) + "[OK]");
  }

  @Test
  void untilFailureGoesOnToOtherSeeds() throws Exception {
    place.tests(
        "Seeds",
        "@Simulated(seeds = 2) void unlucky(twine.testing.simulation.Simulation s) {"
            + "  if (s.seed() == 6) { throw new IllegalStateException(\"unlucky\"); } }");
    Ended ended = place.run("--until-failure", "Seeds.java");
    assertThat(ended.lines()).filteredOn(line -> line.startsWith("Test Pass")).hasSize(3);
    assertThat(ended.output()).contains("seed 6 of unlucky");
    assertThat(place.run("--seed", "6", "Seeds.java").status()).isEqualTo(1);
    assertThat(place.run("--seed", "7", "Seeds.java").status()).isZero();
  }

  @Test
  void whatIsLoggedIsInTheLogUnderItsTest() throws Exception {
    place
        .tests(
            "Logs",
            "@Trial void logs() { System.getLogger(\"l\").log(System.Logger.Level.INFO, \"hear, hear\"); }")
        .run("Logs.java");
    assertThat(place.log()).startsWith("--> Logs.logs <--\n").contains("hear, hear");
  }

  @Test
  void aDirectoryThatTrialHasNotMadeIsLeftAlone() throws Exception {
    Path mine = Files.createDirectories(directory.resolve("_trial_temp")).resolve("mine");
    Files.writeString(mine, "precious");
    Ended ended = place.tests("Kinds", KINDS).run("Kinds.java");
    assertThat(ended.errors()).contains("is in the way").hasLineCount(1);
    assertThat(ended.status()).isEqualTo(1);
    assertThat(mine).hasContent("precious");
  }
}
