package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One result for all who want it. */
@ExtendWith(NothingUnhandled.class)
final class SharedTest {
  private static final String CANCELLED = "Failed[CancelledException: The Deferred was cancelled.]";

  private final HandTimers timers = new HandTimers();
  private final List<Object> seen = new ArrayList<>();
  private final List<Deferred<String>> begun = new ArrayList<>();
  private final Shared<String> shared = new Shared<>(this::begin);

  private Deferred<String> begin() {
    int number = begun.size() + 1;
    begun.add(new Deferred<>(_ -> seen.add("work " + number + " cancelled")));
    return begun.getLast();
  }

  private void note(Outcome<?> outcome) {
    seen.add(outcome.toString());
  }

  /** Asks, and writes down what comes of it. */
  private Deferred<String> ask(String name) {
    Deferred<String> result = shared.get();
    result.onBoth(outcome -> seen.add(name + ": " + outcome)).handle(_ -> {});
    return result;
  }

  // ---- one for all

  @Test
  @Tag("P14.7")
  void allWhoAskWhileTheWorkIsUnderWayWaitForTheSameWork() {
    ask("first");
    ask("second");
    assertThat(begun).hasSize(1);
    assertThat(shared.waiting()).isEqualTo(2);
    assertThat(seen).isEmpty();

    begun.getFirst().callback("poem");

    assertThat(seen).containsExactly("first: Success[poem]", "second: Success[poem]");
    assertThat(shared.waiting()).isZero();
  }

  @Test
  void nothingIsDoneBeforeSomebodyAsks() {
    assertThat(begun).isEmpty();
    assertThat(shared.isKept()).isFalse();
    assertThat(shared.waiting()).isZero();
  }

  @Test
  void theResultIsKeptForThoseWhoAskLater() {
    ask("first");
    begun.getFirst().callback("poem");
    assertThat(shared.isKept()).isTrue();

    ask("later");

    assertThat(begun).hasSize(1);
    assertThat(seen).containsExactly("first: Success[poem]", "later: Success[poem]");
  }

  @Test
  void nullIsAResultLikeAnyOther() {
    ask("first");
    begun.getFirst().callback(null);

    ask("later");

    assertThat(begun).hasSize(1);
    assertThat(seen).containsExactly("first: Success[null]", "later: Success[null]");
  }

  @Test
  void eachHasAChainOfTheirOwn() {
    shared.get().addCallback(String::length).onBoth(this::note);
    shared.get().addCallback(poem -> poem + "s").onBoth(this::note);

    begun.getFirst().callback("poem");

    assertThat(seen).containsExactly("Success[4]", "Success[poems]");
  }

  @Test
  void workThatIsDoneAtOnceNeedsNoWaiting() {
    var atOnce = new Shared<>(() -> Deferred.succeed(seen.add("working")));

    assertThat(atOnce.get().hasFired()).isTrue();
    assertThat(atOnce.get().hasFired()).isTrue();

    assertThat(seen).containsExactly("working");
  }

  // ---- failures

  @Test
  @Tag("P14.7")
  void everyWaiterGetsTheFailureAndTheNextWhoAsksHasItTriedAgain() {
    ask("first");
    ask("second");

    begun.getFirst().errback(new IOException("oops"));

    assertThat(seen)
        .containsExactly("first: Failed[IOException: oops]", "second: Failed[IOException: oops]");
    assertThat(shared.isKept()).isFalse();
    ask("third");
    assertThat(begun).hasSize(2);
    begun.getLast().callback("poem");
    assertThat(seen).endsWith("third: Success[poem]");
    assertThat(shared.isKept()).isTrue();
  }

  @Test
  void workThatCannotBeginIsAFailureToo() {
    var broken =
        new Shared<String>(() -> {
          seen.add("trying");
          throw new IOException("oops");
        });

    broken.get().onBoth(this::note).handle(_ -> {});
    broken.get().onBoth(this::note).handle(_ -> {});

    assertThat(seen)
        .containsExactly(
            "trying", "Failed[IOException: oops]", "trying", "Failed[IOException: oops]");
  }

  @Test
  void aFailureThatAWaiterDoesNotHandleIsThatWaitersAlone() {
    Deferred<String> careless = shared.get();
    ask("careful");

    begun.getFirst().errback(new IOException("oops"));

    assertThat(UnhandledFailures.take()).hasSize(1);
    assertThat(careless.hasFired()).isTrue();
  }

  // ---- cancelling

  @Test
  @Tag("P19.13")
  void oneWhoCancelsIsTakenAwayAndTheOthersWaitOn() {
    Deferred<String> first = ask("first");
    ask("second");

    first.cancel();
    assertThat(seen).containsExactly("first: " + CANCELLED);
    assertThat(shared.waiting()).isEqualTo(1);
    begun.getFirst().callback("poem");

    assertThat(seen).containsExactly("first: " + CANCELLED, "second: Success[poem]");
  }

  @Test
  @Tag("P19.13")
  void theLastWhoCancelsCancelsTheWork() {
    Deferred<String> first = ask("first");
    Deferred<String> second = ask("second");

    second.cancel();
    first.cancel();

    assertThat(seen)
        .containsExactly("second: " + CANCELLED, "work 1 cancelled", "first: " + CANCELLED);
    assertThat(shared.isKept()).isFalse();
  }

  @Test
  void whoAsksAfterTheWorkWasCancelledHasItBegunAfresh() {
    ask("first").cancel();
    ask("second");

    begun.getLast().callback("poem");

    assertThat(begun).hasSize(2);
    assertThat(seen)
        .containsExactly("work 1 cancelled", "first: " + CANCELLED, "second: Success[poem]");
  }

  @Test
  void cancellingTwiceTakesOnlyOneAway() {
    Deferred<String> first = ask("first");
    ask("second");

    first.cancel();
    first.cancel();

    assertThat(begun.getFirst().hasFired()).isFalse();
    assertThat(shared.waiting()).isEqualTo(1);
  }

  @Test
  void cancellingAfterTheResultDoesNothing() {
    Deferred<String> first = ask("first");
    begun.getFirst().callback("poem");

    first.cancel();

    assertThat(shared.isKept()).isTrue();
    assertThat(seen).containsExactly("first: Success[poem]");
  }

  @Test
  void aLateResultOfWorkThatCannotBeCancelledIsDropped() {
    var stubborn = new Deferred<String>();
    var again = new Deferred<String>();
    List<Deferred<String>> works = new ArrayList<>(List.of(stubborn, again));
    var sharing = new Shared<>(works::removeFirst);
    sharing.get().handle(_ -> {}).cancel();
    sharing.get().onBoth(this::note);

    stubborn.callback("late");
    assertThat(sharing.isKept()).isFalse();
    again.callback("poem");

    assertThat(seen).containsExactly("Success[poem]");
  }

  @Test
  void aResultThatCancellingGaveIsDropped() {
    var sharing = new Shared<>(() -> new Deferred<String>(d -> d.callback("half a poem")));

    sharing.get().onBoth(this::note).handle(_ -> {}).cancel();

    assertThat(seen).containsExactly(CANCELLED);
    assertThat(sharing.isKept()).isFalse();
  }

  @Test
  void aFailureOfCancelledWorkThatNobodyWaitsForIsToldOnce() {
    var sharing =
        new Shared<>(() -> new Deferred<String>(d -> d.errback(new IOException("cannot stop"))));

    sharing.get().handle(_ -> {}).cancel();

    assertThat(UnhandledFailures.take())
        .extracting(failure -> failure.value().getMessage())
        .containsExactly("cannot stop");
  }

  @Test
  void workThatSomebodyElseCancelledIsAFailureForAll() {
    ask("first");
    ask("second");

    begun.getFirst().cancel();

    assertThat(seen)
        .containsExactly("work 1 cancelled", "first: " + CANCELLED, "second: " + CANCELLED);
    assertThat(shared.isKept()).isFalse();
  }

  @Test
  void cancellingReachesWhatTheWorkWaitsFor() {
    var inner = new Deferred<String>(_ -> seen.add("inner cancelled"));
    var sharing = new Shared<>(() -> Deferred.succeed("outer").addAsyncCallback(_ -> inner));

    sharing.get().handle(_ -> {}).cancel();

    assertThat(seen).containsExactly("inner cancelled");
  }

  @Test
  void aTimeLimitIsForOneWaiterOnly() {
    shared.get().timeout(timers, Duration.ofSeconds(5)).onBoth(this::note).handle(_ -> {});
    ask("patient");

    timers.pass(5);
    begun.getFirst().callback("poem");

    assertThat(seen)
        .containsExactly(
            "Failed[TimedOutException: No result within 5 s.]", "patient: Success[poem]");
  }

  // ---- expiry

  private Shared<String> keptForFiveSeconds() {
    return new Shared<>(this::begin, timers, Duration.ofSeconds(5));
  }

  @Test
  @Tag("P14.7")
  void aResultThatIsTooOldIsWorkedForAgain() {
    Shared<String> sharing = keptForFiveSeconds();
    sharing.get().onBoth(this::note);
    begun.getFirst().callback("old poem");

    timers.pass(4);
    assertThat(sharing.isKept()).isTrue();
    sharing.get().onBoth(this::note);
    timers.pass(1);
    assertThat(sharing.isKept()).isFalse();
    sharing.get().onBoth(this::note);
    begun.getLast().callback("new poem");

    assertThat(begun).hasSize(2);
    assertThat(seen).containsExactly("Success[old poem]", "Success[old poem]", "Success[new poem]");
  }

  @Test
  void theTimeIsCountedFromWhenTheResultCame() {
    Shared<String> sharing = keptForFiveSeconds();
    sharing.get();
    timers.pass(100);
    begun.getFirst().callback("poem");

    timers.pass(4);

    assertThat(sharing.isKept()).isTrue();
  }

  @Test
  void noTimerIsLeftBehind() {
    Shared<String> sharing = keptForFiveSeconds();
    sharing.get();
    begun.getFirst().callback("poem");

    assertThat(timers.pending()).isZero();
  }

  @Test
  void aResultThatIsKeptForNoTimeIsForThoseWhoHadAsked() {
    var sharing = new Shared<>(this::begin, timers, Duration.ZERO);
    sharing.get().onBoth(this::note);
    sharing.get().onBoth(this::note);
    begun.getFirst().callback("poem");

    assertThat(seen).containsExactly("Success[poem]", "Success[poem]");
    assertThat(sharing.isKept()).isFalse();
    sharing.get();
    assertThat(begun).hasSize(2);
  }

  @Test
  void anyTimeIsNotTooLong() {
    var sharing = new Shared<>(this::begin, timers, Duration.ofSeconds(Long.MAX_VALUE));
    sharing.get();
    begun.getFirst().callback("poem");

    timers.pass(1_000_000_000);

    assertThat(sharing.isKept()).isTrue();
  }

  @Test
  void aNegativeTimeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Shared<>(this::begin, timers, Duration.ofNanos(-1)));
  }

  // ---- forgetting

  @Test
  void whatIsForgottenIsWorkedForAgain() {
    ask("first");
    begun.getFirst().callback("poem");

    shared.forget();

    assertThat(shared.isKept()).isFalse();
    ask("second");
    assertThat(begun).hasSize(2);
  }

  @Test
  void workThatIsForgottenGoesOnForThoseWhoWaitForIt() {
    ask("first");
    shared.forget();
    ask("second");

    begun.get(0).callback("old poem");
    assertThat(shared.isKept()).isFalse();
    assertThat(shared.waiting()).isEqualTo(1);
    begun.get(1).callback("new poem");
    ask("third");

    assertThat(seen)
        .containsExactly(
            "first: Success[old poem]", "second: Success[new poem]", "third: Success[new poem]");
  }

  @Test
  void theLastWhoWaitsForForgottenWorkCancelsThatAndNothingElse() {
    Deferred<String> first = ask("first");
    shared.forget();
    ask("second");

    first.cancel();
    begun.get(1).callback("poem");

    assertThat(seen)
        .containsExactly("work 1 cancelled", "first: " + CANCELLED, "second: Success[poem]");
  }

  // ---- from inside

  @Test
  void aWaiterThatAsksAgainAfterAFailureDoesNotGetTheSameFailure() {
    shared
        .get()
        .addAsyncErrback(_ -> shared.get())
        .onBoth(outcome -> seen.add("first: " + outcome));
    ask("second");

    begun.get(0).errback(new IOException("oops"));
    begun.get(1).callback("poem");

    assertThat(begun).hasSize(2);
    assertThat(seen).containsExactly("second: Failed[IOException: oops]", "first: Success[poem]");
  }

  @Test
  void aWaiterThatAsksAgainAfterAResultHasItAtOnce() {
    shared.get().onResult(_ -> ask("again"));
    ask("second");

    begun.getFirst().callback("poem");

    assertThat(begun).hasSize(1);
    assertThat(seen).containsExactly("again: Success[poem]", "second: Success[poem]");
  }

  @Test
  void aWaiterMayCancelTheNextOneBeforeItHasTheResult() {
    List<Deferred<String>> next = new ArrayList<>();
    shared.get().onResult(_ -> next.getFirst().cancel());
    next.add(ask("second"));
    ask("third");

    begun.getFirst().callback("poem");

    assertThat(seen).containsExactly("second: " + CANCELLED, "third: Success[poem]");
    assertThat(shared.isKept()).isTrue();
  }

  @Test
  void cancellingTheLastOneWhileTheResultIsGivenOutKeepsTheResult() {
    List<Deferred<String>> last = new ArrayList<>();
    shared.get().onResult(_ -> last.getFirst().cancel());
    last.add(ask("second"));

    begun.getFirst().callback("poem");

    assertThat(seen).containsExactly("second: " + CANCELLED);
    assertThat(shared.isKept()).isTrue();
  }

  @Test
  void whoeverAsksWhileTheWorkIsCancelledHasItBegunAfresh() {
    List<Deferred<String>> works = new ArrayList<>();
    works.add(new Deferred<>(_ -> {}));
    works.add(new Deferred<>());
    var sharing = new Shared<>(works::removeFirst);
    Deferred<String> first = works.getFirst().onCancel(() -> sharing.get().onBoth(this::note));

    sharing.get().handle(_ -> {}).cancel();

    assertThat(first.hasFired()).isTrue();
    assertThat(works).isEmpty();
    assertThat(sharing.waiting()).isEqualTo(1);
  }

  @Test
  void whoeverAsksWhileTheWorkBeginsWaitsForIt() {
    var work = new Deferred<String>();
    List<Shared<String>> self = new ArrayList<>();
    var sharing =
        new Shared<>(() -> {
          self.getFirst().get().handle(_ -> {}).cancel();
          self.getFirst().get().onBoth(outcome -> seen.add("inside: " + outcome));
          return work;
        });
    self.add(sharing);

    sharing.get().onBoth(this::note);
    work.callback("poem");

    assertThat(seen).containsExactly("Success[poem]", "inside: Success[poem]");
  }

  // ---- at scale

  @Test
  void aHundredThousandMayWaitAndLeaveInAnyOrder() {
    List<Deferred<String>> waiters = new ArrayList<>();
    int[] got = new int[1];
    for (int i = 0; i < 100_000; i++) {
      waiters.add(shared.get());
      waiters.getLast().onResult(_ -> got[0]++).handle(_ -> {});
    }
    for (int i = waiters.size() - 1; i > 0; i -= 2) {
      waiters.get(i).cancel();
    }

    begun.getFirst().callback("poem");

    assertThat(got[0]).isEqualTo(50_000);
    assertThat(begun).hasSize(1);
  }

  @Test
  void whatIsForgottenIsNotHeld() {
    List<Deferred<Object>> works = List.of(new Deferred<>());
    var sharing = new Shared<>(works::getFirst);
    WeakReference<Object> poem = shareSomething(sharing, works.getFirst());

    sharing.forget();

    for (int i = 0; poem.get() != null && i < 100; i++) {
      System.gc();
    }
    assertThat(poem.get()).isNull();
    assertThat(works.getFirst().hasFired()).isTrue();
    assertThat(sharing.isKept()).isFalse();
  }

  private static WeakReference<Object> shareSomething(
      Shared<Object> sharing, Deferred<Object> work) {
    var thing = new Object();
    sharing.get();
    work.callback(thing);
    assertThat(sharing.isKept()).isTrue();
    return new WeakReference<>(thing);
  }
}
