package twine.trial.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with one test, it is counted, and the run goes on to the next. */
@Tag("P15.4")
@Timeout(60)
final class BadTestsTest {
  @TempDir private Path directory;
  private Place place;

  @BeforeEach
  void writeATestThatIsFine() throws Exception {
    place = new Place(directory);
    place.tests("Fine", "@Trial void isFine() {}");
  }

  /** Runs Bad.java, and after it a test that is fine. */
  private Ended runBad(String body) throws Exception {
    Ended ended = place.tests("Bad", body).run("Bad.java", "Fine.java");
    assertThat(ended.verdict("isFine")).isEqualTo("[OK]");
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.status()).isEqualTo(1);
    return ended;
  }

  private Ended runBadArgument(String argument) {
    Ended ended = place.run(argument, "Fine.java");
    assertThat(ended.verdict("isFine")).isEqualTo("[OK]");
    assertThat(ended.verdict(argument)).isEqualTo("[ERROR]");
    assertThat(ended.lines()).contains("Ran 2 tests" + ran(ended));
    assertThat(ended.sum()).isEqualTo("FAILED (errors=1, successes=1)");
    assertThat(ended.status()).isEqualTo(1);
    return ended;
  }

  private static String ran(Ended ended) {
    return ended.lines().stream()
        .filter(line -> line.startsWith("Ran "))
        .findFirst()
        .orElse("")
        .replaceFirst("Ran \\d+ tests", "");
  }

  @Test
  void aTestThatNeverFires() throws Exception {
    Ended ended = runBad("@TimeLimit(0.1) @Trial Deferred<?> never() { return new Deferred<>(); }");
    assertThat(ended.verdict("never")).isEqualTo("[FAIL]");
    assertThat(ended.output()).contains("never did not end within 0.1 s");
    assertThat(ended.sum()).isEqualTo("FAILED (failures=1, successes=1)");
  }

  @Test
  void aTestThatKeepsTheReactor() throws Exception {
    Ended ended =
        runBad(
            "@TimeLimit(0.1) @Trial void keeps() { while (!Thread.interrupted()) { spin(); } }"
                + "static void spin() { Thread.onSpinWait(); }");
    assertThat(ended.output()).contains("Bad.keeps has kept the reactor for 0.1 s; it is at Bad.");
    assertThat(ended.sum()).isEqualTo("FAILED (failures=1, successes=1)");
  }

  @Test
  void aTestThatStopsTheReactor() throws Exception {
    Ended ended =
        runBad("@Trial Deferred<?> stops(Reactor r) { r.stop(); return new Deferred<>(); }");
    assertThat(ended.output()).contains("the reactor was stopped before stops was over");
    assertThat(ended.sum()).isEqualTo("FAILED (errors=1, successes=1)");
  }

  @Test
  void aTestThatThrowsInTearDown() throws Exception {
    Ended ended =
        runBad(
            "@Trial void one() {} @Trial void two() {}"
                + "@TearDown void bad() { throw new IllegalStateException(\"torn\"); }");
    assertThat(ended.verdict("one")).isEqualTo("[ERROR]");
    assertThat(ended.verdict("two")).isEqualTo("[ERROR]");
    assertThat(ended.output()).contains("IllegalStateException: torn");
    assertThat(ended.sum()).isEqualTo("FAILED (errors=2, successes=1)");
  }

  @Test
  void aTestThatLeaks() throws Exception {
    Ended ended =
        runBad(
            "@Trial void leaks(Reactor r) { r.callLater(java.time.Duration.ofHours(1), () -> {}); }");
    assertThat(ended.output()).contains("left behind: ");
    assertThat(ended.sum()).isEqualTo("FAILED (failures=1, successes=1)");
  }

  @Test
  void aTestThatExits() throws Exception {
    Ended ended =
        runBad(
            "@Trial void system() { System.exit(3); }"
                + "@Trial void runtime() { Runtime.getRuntime().exit(4); }"
                + "@Trial void halt() { Runtime.getRuntime().halt(5); }"
                + "@Trial Deferred<?> later(Reactor reactor) {"
                + "  return twine.task.Tasks.deferLater("
                + "      reactor, java.time.Duration.ofMillis(1), () -> { System.exit(6); return 1; });"
                + "}");
    assertThat(ended.output())
        .contains(
            "called System.exit with status 3",
            "called System.exit with status 4",
            "called System.exit with status 5",
            "called System.exit with status 6");
    assertThat(ended.sum()).isEqualTo("FAILED (errors=4, successes=1)");
  }

  @Test
  void aClassWhoseInitializerThrows() throws Exception {
    Ended ended = runBad("static int zero = 1 / (int) 0L; @Trial void never() {}");
    assertThat(ended.output()).contains("ArithmeticException: / by zero");
    assertThat(ended.sum()).isEqualTo("FAILED (errors=1, successes=1)");
  }

  @Test
  void aClassThatCannotBeLoaded() throws Exception {
    place.tests("Bad", "@Trial void never() {}").run("Bad.java");
    Files.createDirectories(directory.resolve("classes"));
    Files.writeString(directory.resolve("classes/Broken.class"), "this is no class");
    Files.copy(
        directory.resolve("_trial_temp/classes/Bad.class"),
        directory.resolve("classes/Other.class"));
    Ended ended = place.run("classes", "Fine.java");
    assertThat(ended.verdict("Broken")).isEqualTo("[ERROR]");
    assertThat(ended.output()).contains("it cannot be loaded: java.lang.ClassFormatError");
    assertThat(ended.verdict("Other")).isEqualTo("[ERROR]");
    assertThat(ended.output()).contains("NoClassDefFoundError: Other (wrong name: Bad)");
    assertThat(ended.verdict("isFine")).isEqualTo("[OK]");
    assertThat(ended.sum()).isEqualTo("FAILED (errors=2, successes=1)");
  }

  @Test
  void aClassThatMissesAnother() throws Exception {
    place
        .write("lib/Missing.java", "class Missing {}")
        .write(
            "lib/Needy.java",
            "class Needy { Missing missing; @twine.trial.Trial void never(Missing m) {} }");
    place.run("lib");
    Path classes = directory.resolve("classes");
    Files.createDirectories(classes);
    Files.copy(
        directory.resolve("_trial_temp/classes/Needy.class"), classes.resolve("Needy.class"));
    Ended ended = place.run("classes", "Fine.java");
    assertThat(ended.output())
        .contains("it cannot be loaded: java.lang.NoClassDefFoundError: Missing");
    assertThat(ended.sum()).isEqualTo("FAILED (errors=1, successes=1)");
  }

  @Test
  void aFileThatCannotBeCompiled() throws Exception {
    Ended ended = runBad("@Trial void typo() { retrun; }");
    assertThat(ended.verdict("Bad.java")).isEqualTo("[ERROR]");
    assertThat(ended.output()).contains("it cannot be compiled:", "Bad.java:6: error: ", "retrun");
    assertThat(ended.sum()).isEqualTo("FAILED (errors=1, successes=1)");
  }

  @Test
  void aDirectoryWithAFileThatCannotBeCompiled() throws Exception {
    place
        .write("tests/Typo.java", "class Typo {")
        .write("tests/Good.java", "class Good { @twine.trial.Trial void good() {} }");
    Ended ended = place.run("tests");
    assertThat(ended.verdict("good")).isEqualTo("[OK]");
    assertThat(ended.output()).contains("Typo.java ...", "reached end of file while parsing");
    assertThat(ended.sum()).isEqualTo("FAILED (errors=1, successes=1)");
  }

  @Test
  void aFileThatIsMissing() {
    assertThat(runBadArgument("NoSuch.java").output()).contains("there is no such file");
    assertThat(runBadArgument("no/such").output()).contains("there is no such file or directory");
  }

  @Test
  void aFileThatIsNone() throws Exception {
    Files.writeString(directory.resolve("poem.txt"), "A poem.");
    assertThat(runBadArgument("poem.txt").output())
        .contains("this is neither a .java file nor a directory");
    runBadArgument("\0");
  }

  @Test
  void aClassThatIsMissing() {
    assertThat(runBadArgument("some.NoSuchTest").output())
        .contains("there is no class some.NoSuchTest in ");
  }

  @Test
  void aTestThatIsMissing() throws Exception {
    place.tests("Other", "@Trial void other() {} void noTest() {}");
    assertThat(runBadArgument("Other.java#typo").output())
        .contains("there is no test of that name");
    assertThat(runBadArgument("Other.java#noTest").output())
        .contains("there is no test of that name");
    assertThat(runBadArgument("java.lang.String#length").output())
        .contains("java.lang.String has no test length");
  }

  @Test
  void noTests() throws Exception {
    place.write("NoTests.java", "class NoTests {}");
    Files.createDirectories(directory.resolve("empty"));
    for (String argument : new String[] {"NoTests.java", "empty", "java.lang.String"}) {
      assertThat(runBadArgument(argument).output()).contains("no tests were found there");
    }
  }
}
