package twine.trial.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part 15's session: its test file, as it is and with a test that is made to fail. */
final class PoetryTestsIT {
  private static final Path FILE = Launched.root().resolve("examples/tests/TestPoetry.java");

  @TempDir private Path place;

  @Test
  @Tag("P15.4")
  void theBooksTestsPass() throws Exception {
    Ended ended = Launched.run(place, FILE.toString());
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.output())
        .matches(
            """
            TestPoetry
              client \\.\\.\\. {63}\\[OK]
              failure \\.\\.\\. {62}\\[OK]

            -{79}
            Ran 2 tests in \\d+\\.\\d{3} s

            PASSED \\(successes=2\\)
            """);
    assertThat(ended.status()).isZero();
    assertThat(place.resolve("_trial_temp/test.log"))
        .hasContent("--> TestPoetry.client <--\n--> TestPoetry.failure <--\n");
  }

  /**
   * Exercise 1: "Change one of the tests to make it fail and run trial again to see the output."
   */
  @Test
  @Tag("P15.6")
  void aTestThatIsMadeToFailSaysWhatItExpectedAndWhere() throws Exception {
    changed("assertArrayEquals(TEST_POEM, poem)", "assertArrayEquals(new byte[] {'T'}, poem)");
    Ended ended = Launched.run(place, "TestPoetry.java");
    assertThat(ended.verdict("client")).isEqualTo("[FAIL]");
    assertThat(ended.verdict("failure")).isEqualTo("[OK]");
    assertThat(ended.output())
        .contains("[FAIL]\norg.opentest4j.AssertionFailedError: array lengths differ, ")
        .contains("expected: <1> but was: <36>")
        .contains("\tat TestPoetry.lambda$client$0(TestPoetry.java:")
        .contains("\nTestPoetry.client\n----");
    assertThat(ended.sum()).isEqualTo("FAILED (failures=1, successes=1)");
    assertThat(ended.status()).isEqualTo(1);
  }

  @Test
  @Tag("P15.6")
  void aConnectionThatSucceedsWhereItShouldFailSaysSo() throws Exception {
    changed("getPoetry(\"127.0.0.1\", 1)", "getPoetry(\"127.0.0.1\", port.getHost().port())");
    Ended ended = Launched.run(place, "TestPoetry.java");
    assertThat(ended.verdict("client")).isEqualTo("[OK]");
    assertThat(ended.verdict("failure")).isEqualTo("[FAIL]");
    assertThat(ended.output())
        .contains(
            "expected a twine.net.error.ConnectionRefusedException, but there was a result: ");
    assertThat(ended.sum()).isEqualTo("FAILED (failures=1, successes=1)");
  }

  private void changed(String from, String to) throws Exception {
    String text = Files.readString(FILE);
    assertThat(text).contains(from);
    Files.writeString(place.resolve("TestPoetry.java"), text.replace(from, to));
  }
}
