package twine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twine.coroutine.Coroutine.await;
import static twine.trial.Assertions.assertFailure;
import static twine.trial.Assertions.assertNoResult;
import static twine.trial.Assertions.failureResultOf;
import static twine.trial.Assertions.flushLoggedErrors;
import static twine.trial.Assertions.successResultOf;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import twine.defer.Deferred;

/** The assertions, in tests of the kind that they are for. */
final class AssertionsTest {

  private static Deferred<String> failing() {
    return Deferred.fail(new FileNotFoundException("on purpose"));
  }

  @Trial
  @Tag("P15.3")
  void assertFailureGivesTheException() throws Exception {
    assertThat(await(assertFailure(failing(), IOException.class))).hasMessage("on purpose");
  }

  @Trial
  @Tag("P15.3")
  void assertFailureFailsWhenThereIsAResult() {
    assertThatThrownBy(() -> await(assertFailure(Deferred.succeed("poem"), IOException.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected a java.io.IOException, but there was a result: poem");
  }

  @Trial
  void assertFailureFailsWithTheWrongException() {
    assertThatThrownBy(() -> await(assertFailure(failing(), IllegalStateException.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("expected a java.lang.IllegalStateException")
        .hasCauseInstanceOf(FileNotFoundException.class);
  }

  @Trial
  void cancellingWhatAssertFailureGaveCancelsWhatItWaitsFor() {
    List<String> events = new ArrayList<>();
    var wanted = new Deferred<String>(cancelled -> events.add("cancelled"));
    Deferred<?> asserted = assertFailure(wanted, IOException.class);
    asserted.cancel();
    assertThat(events).containsExactly("cancelled");
    failureResultOf(asserted, AssertionError.class);
  }

  @Trial
  void successResultOfTakesTheResultOfWhatHasFired() {
    assertThat(successResultOf(Deferred.succeed("poem"))).isEqualTo("poem");
    assertThatThrownBy(() -> successResultOf(new Deferred<String>()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has not fired");
    assertThatThrownBy(() -> successResultOf(failing()))
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("on purpose");
  }

  @Trial
  void failureResultOfTakesTheFailureOfWhatHasFired() {
    assertThat(failureResultOf(failing()).value()).hasMessage("on purpose");
    assertThat(failureResultOf(failing(), IllegalStateException.class, IOException.class).value())
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> failureResultOf(failing(), IllegalStateException.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("java.lang.IllegalStateException");
    assertThatThrownBy(() -> failureResultOf(Deferred.succeed("poem")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("poem");
    assertThatThrownBy(() -> failureResultOf(new Deferred<String>()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has not fired");
  }

  @Trial
  void assertNoResultWantsNothingToHaveHappened() {
    assertNoResult(new Deferred<String>());
    assertThatThrownBy(() -> assertNoResult(Deferred.succeed("poem")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertNoResult(failing())).isInstanceOf(AssertionError.class);
  }

  @Trial
  void flushedErrorsAreOnlyThoseOfTheTypesThatAreAskedFor() {
    System.Logger logger = System.getLogger("somebody");
    logger.log(System.Logger.Level.ERROR, "one", new IOException("one"));
    logger.log(System.Logger.Level.ERROR, "two", new IllegalStateException("two"));
    assertThat(flushLoggedErrors(IOException.class)).hasSize(1);
    assertThat(flushLoggedErrors()).extracting(Throwable::getMessage).containsExactly("two");
  }
}
