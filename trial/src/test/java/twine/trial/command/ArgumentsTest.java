package twine.trial.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command makes of its arguments before it runs anything. */
final class ArgumentsTest {
  @TempDir private Path directory;

  private Ended run(String... arguments) {
    return new Place(directory).run(arguments);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-h", "--help"})
  void helpCanBeAskedFor(String option) {
    Ended ended = run(option);
    assertThat(ended.output())
        .startsWith("Usage: trial ")
        .contains("TEST", "_trial_temp/junit.xml", "_trial_temp/test.log");
    assertThat(ended.errors()).isEmpty();
    assertThat(ended.status()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-V", "--version"})
  void theVersionCanBeAskedFor(String option) {
    Ended ended = run(option);
    assertThat(ended.output()).startsWith("trial ").hasLineCount(1);
    assertThat(ended.status()).isZero();
  }

  @Test
  void withoutATestThereIsNothingToDo() {
    assertMisused(run(), "TEST");
  }

  @ParameterizedTest
  @CsvSource({
    "--reporter, xml, 'xml' is not a reporter",
    "--reporter, Tree, 'Tree' is not a reporter",
    "--seed, one, 'one' is not a seed",
    "--seed, 1.5, '1.5' is not a seed",
    "--jobs, -1, '-1' is not a number from 0 to 256",
    "--jobs, 257, '257' is not a number",
    "-j, two, 'two' is not a number",
    "--colour, red, --colour"
  })
  void whatMakesNoSenseIsNamed(String option, String value, String said) {
    assertMisused(run(option, value, "SomeTest"), said);
  }

  private void assertMisused(Ended ended, String said) {
    assertThat(ended.errors()).startsWith("trial: ").contains(said).contains("Usage: trial ");
    assertThat(ended.errors()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(ended.output()).isEmpty();
    assertThat(ended.status()).isEqualTo(2);
    assertThat(directory).isEmptyDirectory();
  }
}
