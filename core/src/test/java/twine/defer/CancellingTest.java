package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Part 19: cancelling. */
@ExtendWith(NothingUnhandled.class)
final class CancellingTest {
  private final List<Object> seen = new ArrayList<>();

  private <T> Deferred<T> watched(Deferred<T> deferred) {
    deferred.onBoth(outcome -> seen.add(outcome.toString())).handle(_ -> {});
    return deferred;
  }

  private static final String CANCELLED = "Failed[CancelledException: The Deferred was cancelled.]";

  // ---- without a canceller

  @Test
  @Tag("P19.1")
  void cancellingMakesItFail() {
    var deferred = new Deferred<String>().onResult(seen::add);
    deferred.cancel();

    assertThat(seen).isEmpty();
    assertThat(UnhandledFailures.take())
        .singleElement()
        .satisfies(f -> assertThat(f.value()).isInstanceOf(CancelledException.class));
  }

  @Test
  @Tag("P19.2")
  void anErrbackCatchesTheCancelledException() {
    var deferred = new Deferred<String>();
    deferred.addErrback(CancelledException.class, _ -> "no poem").onResult(seen::add);

    deferred.cancel();

    assertThat(seen).containsExactly("no poem");
  }

  @Test
  @Tag("P19.3")
  void cancellingAfterTheFiringDoesNothing() {
    Deferred<String> deferred = watched(new Deferred<>());
    deferred.callback("poem");

    deferred.cancel();

    assertThat(seen).containsExactly("Success[poem]");
  }

  @Test
  @Tag("P19.4")
  void theFirstLateResultIsSwallowedAndTheSecondIsNot() {
    Deferred<String> deferred = watched(new Deferred<>());
    deferred.cancel();

    deferred.callback("late");

    assertThat(seen).containsExactly(CANCELLED);
    assertThatThrownBy(() -> deferred.callback("later")).isInstanceOf(AlreadyCalledException.class);
  }

  @Test
  @Tag("P19.4")
  void aLateFailureIsSwallowedToo() {
    Deferred<String> deferred = watched(new Deferred<>());
    deferred.cancel();

    deferred.errback(new IOException("late"));

    assertThat(seen).containsExactly(CANCELLED);
    assertThatThrownBy(() -> deferred.errback(new IOException("later")))
        .isInstanceOf(AlreadyCalledException.class);
  }

  @Test
  void cancellingTwiceSwallowsNoMore() {
    Deferred<String> deferred = watched(new Deferred<>());
    deferred.cancel();
    deferred.cancel();
    deferred.callback("late");

    assertThat(seen).containsExactly(CANCELLED);
    assertThatThrownBy(() -> deferred.callback("later")).isInstanceOf(AlreadyCalledException.class);
  }

  // ---- with a canceller

  @Test
  @Tag("P19.5")
  void theCancellerIsGivenTheDeferredBeforeTheErrbacksRun() {
    Deferred<String> deferred = watched(new Deferred<>(d -> seen.add(d)));

    deferred.cancel();

    assertThat(seen).containsExactly(deferred, CANCELLED);
  }

  @Test
  @Tag("P19.6")
  void theCancellerMayFireAResult() {
    Deferred<String> deferred = watched(new Deferred<>(d -> d.callback("half a poem")));

    deferred.cancel();

    assertThat(seen).containsExactly("Success[half a poem]");
  }

  @Test
  @Tag("P19.7")
  void theCancellerMayFireAFailure() {
    Deferred<String> deferred = watched(new Deferred<>(d -> d.errback(new IOException("mine"))));

    deferred.cancel();

    assertThat(seen).containsExactly("Failed[IOException: mine]");
  }

  @Test
  @Tag("P19.8")
  void theCancellerIsNotCalledAfterTheFiring() {
    Deferred<String> deferred = watched(new Deferred<>(_ -> seen.add("canceller")));
    deferred.callback("poem");

    deferred.cancel();

    assertThat(seen).containsExactly("Success[poem]");
  }

  @Test
  void withACancellerNoLateResultIsSwallowed() {
    Deferred<String> deferred = watched(new Deferred<>(_ -> {}));
    deferred.cancel();

    assertThatThrownBy(() -> deferred.callback("late")).isInstanceOf(AlreadyCalledException.class);
  }

  @Test
  void aCancellerThatThrowsMakesItFailWithThat() {
    Deferred<String> deferred =
        watched(
            new Deferred<>(_ -> {
              throw new IOException("cannot stop");
            }));

    deferred.cancel();

    assertThat(seen).containsExactly("Failed[IOException: cannot stop]");
  }

  @Test
  void aCancellerIsCalledOnceEvenIfItCancelsAgain() {
    Deferred<String> deferred =
        watched(
            new Deferred<>(d -> {
              seen.add("canceller");
              d.cancel();
            }));

    deferred.cancel();
    deferred.cancel();

    assertThat(seen).containsExactly("canceller", CANCELLED);
  }

  @Test
  void onCancelIsACancellerThatNeedNotKnowTheDeferred() {
    Deferred<String> deferred = watched(new Deferred<String>().onCancel(() -> seen.add("stopped")));

    deferred.cancel();

    assertThat(seen).containsExactly("stopped", CANCELLED);
    assertThatThrownBy(() -> deferred.callback("late")).isInstanceOf(AlreadyCalledException.class);
  }

  @Test
  void everyOnCancelIsRunEvenIfOneThrows() {
    var deferred = new Deferred<String>(_ -> seen.add("canceller"));
    deferred.onCancel(() -> {
      throw new IllegalStateException("second");
    });
    deferred.onCancel(() -> seen.add("third"));

    watched(deferred).cancel();

    assertThat(seen).containsExactly("canceller", "third", "Failed[IllegalStateException: second]");
  }

  @Test
  void onCancelComesTooLateAfterTheFiring() {
    Deferred<String> deferred = Deferred.succeed("poem");

    deferred.onCancel(() -> seen.add("stopped")).onResult(seen::add).cancel();

    assertThat(seen).containsExactly("poem");
  }

  @Test
  @Tag("P19.10")
  void cancellingTheDelayedCallReallyAbortsTheOperation() {
    var timers = new HandTimers();
    Deferred<String> poem = watched(poemIn(timers, 5));
    Deferred<String> unwanted = watched(poemIn(timers, 5));

    timers.pass(2);
    unwanted.cancel();
    timers.pass(3);

    assertThat(seen).containsExactly(CANCELLED, "sending", "Success[Once upon a midnight dreary]");
    assertThat(poem.hasFired()).isTrue();
  }

  private Deferred<String> poemIn(HandTimers timers, int seconds) {
    var deferred = new Deferred<String>();
    var call =
        timers.callLater(
            Duration.ofSeconds(seconds),
            () -> {
              seen.add("sending");
              deferred.callback("Once upon a midnight dreary");
            });
    return deferred.onCancel(call::cancel);
  }

  // ---- waiting for an inner one

  @Test
  @Tag("P19.11")
  void cancellingAWaitingOneCancelsTheInnerOneOnly() {
    var outer = new Deferred<String>(_ -> seen.add("outer canceller"));
    var inner = new Deferred<String>(_ -> seen.add("inner canceller"));
    outer.addAsyncCallback(_ -> inner);
    watched(outer).callback("poem");

    outer.cancel();

    assertThat(seen).containsExactly("inner canceller", CANCELLED);
  }

  @Test
  void cancellingGoesToTheInnermost() {
    var innermost = new Deferred<String>(_ -> seen.add("innermost canceller"));
    Deferred<String> outer = Deferred.succeed("1");
    outer.addAsyncCallback(_ -> Deferred.succeed("2").addAsyncCallback(_ -> innermost));

    watched(outer).cancel();

    assertThat(seen).containsExactly("innermost canceller", CANCELLED);
  }

  @Test
  void theLateResultOfACancelledInnerOneIsSwallowed() {
    var inner = new Deferred<String>();
    Deferred<String> outer = Deferred.succeed("poem");
    outer.addAsyncCallback(_ -> inner);
    watched(outer).cancel();

    inner.callback("late");

    assertThat(seen).containsExactly(CANCELLED);
  }

  @Test
  void cancellingAPausedOneThatHasFiredDoesNothing() {
    Deferred<String> deferred = watched(new Deferred<>());
    deferred.pause();
    deferred.callback("poem");

    deferred.cancel();
    deferred.unpause();

    assertThat(seen).containsExactly("Success[poem]");
  }

  @Test
  void cancellingFromWithinTheChainDoesNothing() {
    var deferred = new Deferred<String>();
    deferred.onResult(_ -> deferred.cancel());

    watched(deferred).callback("poem");

    assertThat(seen).containsExactly("Success[poem]");
  }

  @Test
  void aLongCircleIsNoticedWhenItIsCancelled() {
    List<Deferred<Object>> circle = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      circle.add(new Deferred<>());
    }
    for (int i = 0; i < 1_000; i++) {
      Deferred<Object> next = circle.get((i + 1) % 1_000);
      circle.get(i).addAsyncCallback(_ -> next);
    }
    circle.forEach(deferred -> deferred.callback("poem"));

    assertThatIllegalStateException()
        .isThrownBy(() -> circle.getFirst().cancel())
        .withMessageContaining("circle");
  }

  // ---- handing requests on

  @Test
  void aRelayIsAskedEachTimeAndDoesNotFire() {
    Deferred<String> deferred =
        watched(new Deferred<String>().relayCancel(() -> seen.add("request")));

    deferred.cancel();
    deferred.cancel();
    assertThat(seen).containsExactly("request", "request");
    deferred.callback("all the same");

    assertThat(seen).containsExactly("request", "request", "Success[all the same]");
    deferred.cancel();
    assertThat(seen).hasSize(3);
  }

  @Test
  void aRelayThatThrowsMakesItFail() {
    var deferred = new Deferred<String>();
    deferred.relayCancel(() -> {
      throw new IllegalStateException("cannot relay");
    });

    watched(deferred).cancel();

    assertThat(seen).containsExactly("Failed[IllegalStateException: cannot relay]");
  }

  @Test
  void onCancelOnARelayIsRunAlongWithIt() {
    var deferred = new Deferred<String>().relayCancel(() -> seen.add("request"));
    deferred.onCancel(() -> seen.add("too"));

    deferred.cancel();

    assertThat(seen).containsExactly("request", "too");
    assertThat(deferred.hasFired()).isFalse();
  }

  @Test
  void aRelayCancelsWhatItStandsForAtThatMoment() {
    List<Deferred<?>> current = new ArrayList<>();
    Deferred<String> deferred = new Deferred<String>().relayCancelTo(current::getLast);
    current.add(new Deferred<String>(_ -> seen.add("first")));
    deferred.cancel();
    current.add(new Deferred<String>(_ -> seen.add("second")));
    deferred.cancel();
    current.forEach(each -> each.handle(_ -> {}));

    assertThat(seen).containsExactly("first", "second");
    assertThat(deferred.hasFired()).isFalse();
  }

  @Test
  void aRelayThatStandsForNothingDoesNothing() {
    var deferred = new Deferred<String>().relayCancelTo(() -> null);
    deferred.cancel();
    assertThat(deferred.hasFired()).isFalse();
  }

  @Test
  void anyNumberOfRelaysMayStandOneBehindTheOther() {
    var end = new Deferred<String>(_ -> seen.add("the end"));
    end.handle(_ -> {});
    Deferred<String> front = end;
    for (int i = 0; i < 100_000; i++) {
      Deferred<String> next = front;
      front = new Deferred<String>().relayCancelTo(() -> next);
    }
    front.cancel();
    assertThat(seen).containsExactly("the end");
  }

  @Test
  void relaysInACircleAreNoticed() {
    List<Deferred<String>> circle = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      int next = (i + 1) % 1_000;
      circle.add(new Deferred<String>().relayCancelTo(() -> circle.get(next)));
    }
    assertThatIllegalStateException()
        .isThrownBy(() -> circle.getFirst().cancel())
        .withMessageContaining("circle");
  }

  @Test
  void aDeferredWithACancellerCannotBecomeARelay() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Deferred<String>(_ -> {}).relayCancel(() -> {}));
  }
}
