package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.DeferredList.Errors;

/** Part 18: several as one. */
@ExtendWith(NothingUnhandled.class)
final class DeferredListTest {
  private final List<Object> seen = new ArrayList<>();
  private final Deferred<String> d1 = new Deferred<>();
  private final Deferred<String> d2 = new Deferred<>();
  private final List<Deferred<String>> both = List.of(d1, d2);

  private void watch(Deferred<?> deferred) {
    deferred.onBoth(outcome -> seen.add(outcome.toString())).handle(_ -> {});
  }

  @Test
  @Tag("P18.1")
  void anEmptyListFiresAtOnce() {
    watch(DeferredList.of(List.of()));

    assertThat(seen).containsExactly("Success[[]]");
  }

  @Test
  @Tag("P18.2")
  void aListOfOneFiresWithItsOutcome() {
    watch(DeferredList.of(List.of(d1)));
    assertThat(seen).isEmpty();

    d1.callback("d1 result");

    assertThat(seen).containsExactly("Success[[Success[d1 result]]]");
  }

  @Test
  @Tag("P18.3")
  void theListFiresAfterAll() {
    watch(DeferredList.of(both));

    d1.callback("d1 result");
    assertThat(seen).isEmpty();
    d2.callback("d2 result");

    assertThat(seen).containsExactly("Success[[Success[d1 result], Success[d2 result]]]");
  }

  @Test
  @Tag("P18.4")
  void outcomesAreInTheOrderOfTheMembers() {
    watch(DeferredList.of(both));

    d2.callback("d2 result");
    d1.callback("d1 result");

    assertThat(seen).containsExactly("Success[[Success[d1 result], Success[d2 result]]]");
  }

  @Test
  @Tag("P18.5")
  void aFailedMemberDoesNotMakeTheListFail() {
    watch(DeferredList.of(both, Errors.CONSUME));

    d1.callback("d1 result");
    d2.errback(new Exception("d2 failure"));

    assertThat(seen)
        .containsExactly("Success[[Success[d1 result], Failed[Exception: d2 failure]]]");
  }

  @Test
  @Tag("P18.5")
  void aConsumedFailureLeavesTheMemberWithNull() {
    watch(DeferredList.of(List.of(d1), Errors.CONSUME));
    d1.errback(new IOException("oops"));
    watch(d1);

    assertThat(seen).containsExactly("Success[[Failed[IOException: oops]]]", "Success[null]");
  }

  @Test
  @Tag("P18.5")
  @Tag("P18.6")
  void aFailureThatIsNotConsumedStaysTheMembersOwn() {
    watch(DeferredList.of(List.of(d1)));
    d1.errback(new IOException("oops"));

    assertThat(seen).containsExactly("Success[[Failed[IOException: oops]]]");
    assertThat(UnhandledFailures.take()).extracting(Failure::getErrorMessage).contains("oops");
    watch(d1);
    assertThat(seen).last().isEqualTo("Failed[IOException: oops]");
  }

  @Test
  @Tag("P18.7")
  void aMembersOwnErrbackBeforeTheListMakesASuccess() {
    d1.addErrback(_ -> "rescued");
    watch(DeferredList.of(List.of(d1)));

    d1.errback(new IOException("oops"));

    assertThat(seen).containsExactly("Success[[Success[rescued]]]");
  }

  @Test
  @Tag("P18.7")
  void aMembersOwnErrbackAfterTheListConsumesTheError() {
    watch(DeferredList.of(List.of(d1)));
    d1.handle(_ -> {});

    d1.errback(new IOException("oops"));

    assertThat(seen).containsExactly("Success[[Failed[IOException: oops]]]");
  }

  @Test
  void membersGoOnWithTheirOwnResults() {
    watch(DeferredList.of(List.of(d1)));
    d1.addCallback(String::length);
    watch(d1);

    d1.callback("poem");

    assertThat(seen).containsExactly("Success[[Success[poem]]]", "Success[4]");
  }

  @Test
  void nullIsAResultLikeAnyOther() {
    List<Deferred<@Nullable String>> nulls = List.of(Deferred.succeed(null));
    watch(DeferredList.of(nulls));
    watch(DeferredList.gatherResults(nulls));

    assertThat(seen).containsExactly("Success[[Success[null]]]", "Success[[null]]");
  }

  @Test
  void theResultsCannotBeChanged() {
    watch(DeferredList.of(both).onResult(list -> list.set(0, new Outcome.Success<>("forged"))));
    watch(DeferredList.gatherResults(both).onResult(List::clear));
    d1.callback("1");
    d2.callback("2");

    assertThat(seen)
        .allSatisfy(
            o -> assertThat(o).asString().startsWith("Failed[UnsupportedOperationException"));
  }

  // ---- the first callback

  @Test
  @Tag("P18.9")
  void fireOnOneCallbackGivesTheFirstResultAndItsIndex() {
    watch(DeferredList.fireOnOneCallback(both));

    d2.callback("d2 result");
    d1.callback("too late");

    assertThat(seen).containsExactly("Success[Indexed[value=d2 result, index=1]]");
  }

  @Test
  @Tag("P18.9")
  void fireOnOneCallbackWaitsForASuccess() {
    watch(DeferredList.fireOnOneCallback(both, Errors.CONSUME));

    d1.errback(new IOException("oops"));
    assertThat(seen).isEmpty();
    d2.callback("d2 result");

    assertThat(seen).containsExactly("Success[Indexed[value=d2 result, index=1]]");
  }

  @Test
  void fireOnOneCallbackFailsIfAllDo() {
    List<Failure> failures = new ArrayList<>();
    DeferredList.fireOnOneCallback(both, Errors.CONSUME)
        .handle(f -> failures.addAll(f.trap(FailureGroupException.class).failures()));

    d2.errback(new IOException("second"));
    d1.errback(new IOException("first"));

    assertThat(failures).extracting(Failure::getErrorMessage).containsExactly("first", "second");
  }

  @Test
  void fireOnOneCallbackNeverFiresOnAnEmptyList() {
    assertThat(DeferredList.fireOnOneCallback(List.of()).hasFired()).isFalse();
  }

  // ---- the first errback

  @Test
  @Tag("P18.9")
  void fireOnOneErrbackFailsWithTheFirstFailureAndItsIndex() {
    List<FirstErrorException> errors = new ArrayList<>();
    DeferredList.fireOnOneErrback(both, Errors.CONSUME)
        .handle(f -> errors.add(f.trap(FirstErrorException.class)));

    d2.errback(new IOException("oops"));

    assertThat(errors).hasSize(1);
    assertThat(errors.getFirst().index()).isEqualTo(1);
    assertThat(errors.getFirst().failure().getErrorMessage()).isEqualTo("oops");
    assertThat(errors.getFirst()).hasMessage("Number 1 failed: IOException: oops");
  }

  @Test
  void fireOnOneErrbackGivesAllOutcomesIfNoneFails() {
    watch(DeferredList.fireOnOneErrback(both));
    watch(DeferredList.fireOnOneErrback(List.of()));

    d1.callback("1");
    d2.callback("2");

    assertThat(seen).containsExactly("Success[[]]", "Success[[Success[1], Success[2]]]");
  }

  @Test
  void gatherResultsGivesPlainValues() {
    watch(DeferredList.gatherResults(both));
    watch(DeferredList.gatherResults(List.of()));

    d2.callback("2");
    d1.callback("1");

    assertThat(seen).containsExactly("Success[[]]", "Success[[1, 2]]");
  }

  @Test
  void theSiblingsOfAMemberThatFailedGoOnRunning() {
    watch(DeferredList.gatherResults(both, Errors.CONSUME));

    d1.errback(new IOException("oops"));
    assertThat(d2.hasFired()).isFalse();
    d2.callback("2");

    assertThat(seen)
        .containsExactly("Failed[FirstErrorException: Number 0 failed: IOException: oops]");
  }

  @Test
  void membersOfDifferentTypesShareAWiderOne() {
    List<Deferred<? extends Object>> mixed = List.of(Deferred.succeed("poem"), Deferred.succeed(4));

    watch(DeferredList.<Object>gatherResults(mixed));

    assertThat(seen).containsExactly("Success[[poem, 4]]");
  }

  // ---- cancelling

  @Test
  void cancellingTheListCancelsEveryMemberAndTheirOutcomesFireIt() {
    var stubborn = new Deferred<String>(d -> d.callback("all the same"));
    Deferred<List<Outcome<String>>> list = DeferredList.of(List.of(d1, stubborn), Errors.CONSUME);
    watch(list);

    list.cancel();

    assertThat(seen)
        .containsExactly(
            "Success[[Failed[CancelledException: The Deferred was cancelled.],"
                + " Success[all the same]]]");
  }

  @Test
  void cancellingTheListDoesNotFireItBeforeItsMembers() {
    d1.callback("1");
    d1.pause();
    Deferred<List<Outcome<String>>> list = DeferredList.of(both, Errors.CONSUME);

    list.cancel();
    assertThat(list.hasFired()).isFalse();
    d1.unpause();

    watch(list);
    assertThat(seen).hasSize(1);
  }

  @Test
  void cancellingAListThatWaitsForAnInnerOneCancelsThatOne() {
    var inner = new Deferred<String>(_ -> seen.add("inner cancelled"));
    Deferred<String> list =
        DeferredList.of(List.of(Deferred.succeed("1"))).addAsyncCallback(_ -> inner);

    list.cancel();

    assertThat(seen).containsExactly("inner cancelled");
    watch(list);
  }

  // ---- a race

  @Test
  void theFirstSuccessWinsAndTheOthersAreCancelled() {
    var slow = new Deferred<String>(_ -> seen.add("slow cancelled"));
    var failed = new Deferred<String>();
    watch(DeferredList.firstOf(List.of(slow, failed, d1)));

    failed.errback(new IOException("oops"));
    d1.callback("winner");

    assertThat(seen).containsExactly("Success[winner]", "slow cancelled");
  }

  @Test
  void aRunnerThatHasArrivedAlreadyWins() {
    var slow = new Deferred<String>(_ -> seen.add("slow cancelled"));

    watch(DeferredList.firstOf(List.of(Deferred.succeed("ready"), slow)));

    assertThat(seen).containsExactly("slow cancelled", "Success[ready]");
  }

  @Test
  void ifAllFailSoDoesTheRace() {
    watch(DeferredList.firstOf(both));

    d1.errback(new IOException("1"));
    d2.errback(new IOException("2"));

    assertThat(seen).containsExactly("Failed[FailureGroupException: All 2 failed.]");
  }

  @Test
  void cancellingARaceCancelsTheRunners() {
    Deferred<String> race = DeferredList.firstOf(both);
    watch(race);

    race.cancel();

    assertThat(seen).containsExactly("Failed[CancelledException: The Deferred was cancelled.]");
    assertThat(both).allMatch(Deferred::hasFired);
  }

  @Test
  void aRunnerThatMakesAResultOfBeingCancelledWins() {
    var stubborn = new Deferred<String>(d -> d.callback("all the same"));
    Deferred<String> race = DeferredList.firstOf(List.of(d1, stubborn));
    watch(race);

    race.cancel();

    assertThat(seen).containsExactly("Success[all the same]");
  }

  @Test
  void aRaceNeedsRunners() {
    assertThatThrownBy(() -> DeferredList.firstOf(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  // ---- exercises

  @Test
  @Tag("P18.10")
  void aListMayHoldLists() {
    var nested =
        DeferredList.of(
            Arrays.asList(DeferredList.gatherResults(List.of(d1)), DeferredList.of(List.of(d2))));
    watch(nested);

    d1.callback("1");
    d2.callback("2");

    assertThat(seen).containsExactly("Success[[Success[[1]], Success[[Success[2]]]]]");
  }
}
