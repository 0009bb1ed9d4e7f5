package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A limit on how long a chain may take. */
@ExtendWith(NothingUnhandled.class)
final class TimeoutTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final HandTimers timers = new HandTimers();
  private final List<Object> seen = new ArrayList<>();

  private void limited(Deferred<String> deferred) {
    deferred.timeout(timers, LIMIT).onBoth(outcome -> seen.add(outcome.toString())).handle(_ -> {});
  }

  @Test
  void aResultInTimeIsKeptAndTheTimerStopped() {
    var deferred = new Deferred<String>();
    limited(deferred);

    timers.pass(4);
    deferred.callback("poem");

    assertThat(seen).containsExactly("Success[poem]");
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aFailureInTimeIsKeptAndTheTimerStopped() {
    var deferred = new Deferred<String>();
    limited(deferred);

    deferred.errback(new IOException("oops"));

    assertThat(seen).containsExactly("Failed[IOException: oops]");
    assertThat(timers.pending()).isZero();
  }

  @Test
  void whenTheTimeHasPassedTheOperationIsCancelledAndTheFailureSaysWhy() {
    limited(new Deferred<>(_ -> seen.add("cancelled")));

    timers.pass(5);

    assertThat(seen)
        .containsExactly("cancelled", "Failed[TimedOutException: No result within 5 s.]");
  }

  @Test
  void theExceptionKnowsTheLimit() {
    new Deferred<String>()
        .timeout(timers, Duration.ofMillis(1_500))
        .addErrback(TimedOutException.class, e -> e.limit() + " " + e.getMessage())
        .onResult(seen::add);

    timers.pass(2);

    assertThat(seen).containsExactly("PT1.5S No result within 1.5 s.");
  }

  @Test
  void aResultFromTheCancellerWins() {
    limited(new Deferred<>(d -> d.callback("half a poem")));

    timers.pass(5);

    assertThat(seen).containsExactly("Success[half a poem]");
  }

  @Test
  void anotherFailureFromTheCancellerWins() {
    limited(new Deferred<>(d -> d.errback(new IOException("mine"))));

    timers.pass(5);

    assertThat(seen).containsExactly("Failed[IOException: mine]");
  }

  @Test
  void whoeverCancelsItBeforeIsToldThatItWasCancelled() {
    var deferred = new Deferred<String>();
    limited(deferred);

    deferred.cancel();
    timers.pass(10);

    assertThat(seen).containsExactly("Failed[CancelledException: The Deferred was cancelled.]");
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aLateResultIsSwallowed() {
    var deferred = new Deferred<String>();
    limited(deferred);
    timers.pass(5);

    deferred.callback("late");

    assertThat(seen).containsExactly("Failed[TimedOutException: No result within 5 s.]");
  }

  @Test
  void theLimitIsForTheChainUpToItNotForWhatComesAfter() {
    var afterwards = new Deferred<String>();
    Deferred<String> deferred = Deferred.succeed("poem");
    limited(deferred);
    deferred.addAsyncCallback(_ -> afterwards);

    timers.pass(10);

    assertThat(afterwards.hasFired()).isFalse();
  }

  @Test
  void theLimitReachesAnInnerOneThatIsWaitedFor() {
    var inner = new Deferred<String>(_ -> seen.add("inner cancelled"));
    limited(Deferred.succeed("poem").addAsyncCallback(_ -> inner));

    timers.pass(5);

    assertThat(seen)
        .containsExactly("inner cancelled", "Failed[TimedOutException: No result within 5 s.]");
  }

  @Test
  void theShorterOfTwoLimitsCounts() {
    var deferred = new Deferred<String>();
    limited(deferred.timeout(timers, Duration.ofSeconds(2)));

    timers.pass(10);

    assertThat(seen).containsExactly("Failed[TimedOutException: No result within 2 s.]");
  }

  @Test
  void aNegativeLimitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Deferred<String>().timeout(timers, Duration.ofSeconds(-1)));
  }
}
