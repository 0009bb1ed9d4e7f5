package twine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twine.reactor.Reactor;

/** What can be heard of what is logged. */
final class LoggedErrorsTest {
  private static final System.Logger TWINE = System.getLogger("twine.somewhere");
  private static final System.Logger OTHER = System.getLogger("somebody");

  @Test
  void whatAReactorSurvivesIsHeardWithWhatWasThrown() {
    Reactor reactor = MemoryReactors.create();
    var broken = new IllegalStateException("on purpose");
    reactor.callWhenRunning(() -> {
      throw broken;
    });
    reactor.callWhenRunning(reactor::stop);
    try (var errors = LoggedErrors.ofTwine()) {
      reactor.run();
      errors.expect(broken);
      errors.expectNoMore();
    }
  }

  @Test
  void whatIsExpectedIsTakenOutOnceAndInAnyOrder() {
    try (var errors = LoggedErrors.ofTwine()) {
      TWINE.log(System.Logger.Level.WARNING, "the first");
      TWINE.log(System.Logger.Level.WARNING, "the second");
      errors.expect("second");
      assertThatThrownBy(() -> errors.expect("second"))
          .isInstanceOf(AssertionError.class)
          .hasMessage("no message was logged with: second");
      assertThatThrownBy(errors::expectNoMore)
          .isInstanceOf(AssertionError.class)
          .hasMessage("this was logged: the first");
      errors.expect("first");
      errors.expectNoMore();
    }
  }

  @Test
  void whatWasNotThrownIsMissed() {
    var broken = new IOException("on purpose");
    try (var errors = LoggedErrors.ofTwine()) {
      TWINE.log(System.Logger.Level.ERROR, "it broke", new IOException("on purpose"));
      assertThatThrownBy(() -> errors.expect(broken)).hasCause(broken);
      assertThat(errors.take(entry -> entry.thrown() instanceof IOException))
          .singleElement()
          .asString()
          .startsWith("twine.somewhere: it broke\njava.io.IOException: on purpose\n\tat ");
      errors.expectNoMore();
    }
  }

  @Test
  void aListenerIsToldAtOnce() {
    List<String> told = new ArrayList<>();
    try (var errors = LoggedErrors.ofTwine(entry -> told.add(entry.message()))) {
      TWINE.log(System.Logger.Level.WARNING, "it is late");
      assertThat(told).containsExactly("it is late");
      assertThat(errors.entries()).hasSize(1);
    }
  }

  @Test
  void ofTwineOnlyWarningsAndWorseOfTwineAreHeard() {
    try (var errors = LoggedErrors.ofTwine()) {
      TWINE.log(System.Logger.Level.INFO, "all is well");
      OTHER.log(System.Logger.Level.ERROR, "heard on the console, on purpose");
      errors.expectNoMore();
    }
  }

  @Test
  void ofAllTheErrorsOfAnybodyAreHeardButNoWarnings() {
    try (var errors = LoggedErrors.ofAll()) {
      OTHER.log(System.Logger.Level.WARNING, "heard on the console, on purpose");
      OTHER.log(System.Logger.Level.ERROR, "heard on the console, on purpose, too");
      errors.expect("on purpose, too");
      errors.expectNoMore();
    }
  }

  @Test
  void onceClosedItHearsNothingAndStillTellsWhatItHeard() {
    LoggedErrors errors = LoggedErrors.ofAll();
    OTHER.log(System.Logger.Level.ERROR, "heard on the console, on purpose");
    errors.close();
    OTHER.log(System.Logger.Level.ERROR, "heard on the console, on purpose, again");
    assertThat(errors.entries())
        .extracting(LoggedErrors.Entry::message)
        .containsExactly("heard on the console, on purpose");
  }
}
