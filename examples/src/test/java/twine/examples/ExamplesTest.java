package twine.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every script prints what the book says, and comes to an end. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class ExamplesTest {
  private static final String BACK_END = "twine.coroutine";

  static Stream<Example> all() {
    return Example.all().stream();
  }

  static Stream<Example> straightLine() {
    return all().filter(example -> example.part().equals("17"));
  }

  static Stream<Example> givenAReactor() {
    return all().filter(example -> !example.choosesReactor());
  }

  @ParameterizedTest
  @MethodSource("givenAReactor")
  void printsWhatTheBookSays(Example example) throws Exception {
    assertPrintsWhatIsRecorded(example);
  }

  @ParameterizedTest
  @MethodSource("straightLine")
  @Tag("P17.4")
  void straightLineCodePrintsTheSameOnTheOtherBackEnd(Example example) throws Exception {
    System.setProperty(BACK_END, "handed-over");
    try {
      assertPrintsWhatIsRecorded(example);
    } finally {
      System.clearProperty(BACK_END);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exercise/11.1", "exercise/11.2"})
  @Tag("P11.5")
  void aServerIsNotHeldUpByWhoDoesNotRead(String name) throws Exception {
    assertThat(IsolatedRun.of(Example.named(name))).first().asString().startsWith("the hurried");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exercise/22.1", "exercise/22.2"})
  @Tag("P22.2")
  void oneProgramIsPortedAndOneIsNew(String name) throws Exception {
    assertPrintsWhatIsRecorded(Example.named(name));
  }

  @ParameterizedTest
  @MethodSource("all")
  void saysWhichPartItBelongsToAndWhatToWatch(Example example) {
    assertThat(example.text()).containsPattern("\\A// Part " + example.part() + "\\b");
    assertThat(example.text()).contains("\n// Watch ");
  }

  @Test
  void whatIsWrittenIsInTheIndex() throws Exception {
    Stream<Path> sources = all().map(Example::source);
    try (var written =
        Files.find(
            Path.of(""),
            2,
            (file, is) -> file.toString().endsWith(".java") && !file.startsWith("tests"))) {
      assertThat(written).containsExactlyInAnyOrderElementsOf(sources.toList());
    }
  }

  @Test
  void whatIsExpectedIsInTheIndex() throws Exception {
    Stream<Path> expectations = all().map(Example::expectation);
    assertThat(Example.expectations()).containsExactlyInAnyOrderElementsOf(expectations.toList());
  }

  private static void assertPrintsWhatIsRecorded(Example example) throws Exception {
    assertThat(IsolatedRun.of(example)).isEqualTo(example.expected());
  }
}
