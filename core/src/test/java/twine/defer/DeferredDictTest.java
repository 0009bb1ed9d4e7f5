package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.DeferredList.Errors;

/** Part 18, exercise 5: a map of Deferreds as a Deferred of a map. */
@ExtendWith(NothingUnhandled.class)
@Tag("P18.10")
final class DeferredDictTest {
  private final List<Object> seen = new ArrayList<>();
  private final Deferred<String> science = new Deferred<>();
  private final Deferred<String> ecstasy = new Deferred<>();
  private final Map<String, Deferred<String>> poems = new LinkedHashMap<>();

  @BeforeEach
  void orderThePoems() {
    poems.put("science", science);
    poems.put("ecstasy", ecstasy);
  }

  private void watch(Deferred<?> deferred) {
    deferred.onBoth(outcome -> seen.add(outcome.toString())).handle(_ -> {});
  }

  @Test
  void itFiresAfterAllInTheOrderOfTheMap() {
    watch(DeferredDict.of(poems));

    ecstasy.callback("This happy ecstasy");
    assertThat(seen).isEmpty();
    science.callback("Science! true daughter");

    assertThat(seen)
        .containsExactly(
            "Success[{science=Success[Science! true daughter],"
                + " ecstasy=Success[This happy ecstasy]}]");
  }

  @Test
  void anEmptyMapFiresAtOnceExceptForOneThatWaitsForAResult() {
    watch(DeferredDict.of(Map.of()));
    watch(DeferredDict.fireOnOneErrback(Map.of()));
    watch(DeferredDict.gatherResults(Map.of()));

    assertThat(seen).containsExactly("Success[{}]", "Success[{}]", "Success[{}]");
    assertThat(DeferredDict.fireOnOneCallback(Map.of()).hasFired()).isFalse();
  }

  @Test
  void aFailedMemberDoesNotMakeItFailAndStaysFailed() {
    watch(DeferredDict.of(poems));

    science.callback("poem");
    ecstasy.errback(new IOException("oops"));

    assertThat(seen)
        .containsExactly("Success[{science=Success[poem], ecstasy=Failed[IOException: oops]}]");
    assertThat(UnhandledFailures.take()).extracting(Failure::getErrorMessage).contains("oops");
  }

  @Test
  void aConsumedFailureLeavesTheMemberWithNull() {
    watch(DeferredDict.of(Map.of("science", science), Errors.CONSUME));
    science.errback(new IOException("oops"));
    watch(science);

    assertThat(seen)
        .containsExactly("Success[{science=Failed[IOException: oops]}]", "Success[null]");
  }

  @Test
  void plainResultsAreUnderTheirKeys() {
    watch(DeferredDict.gatherResults(poems));

    ecstasy.callback("2");
    science.callback("1");

    assertThat(seen).containsExactly("Success[{science=1, ecstasy=2}]");
  }

  @Test
  void nullIsAResultLikeAnyOther() {
    Map<Integer, Deferred<@Nullable String>> nulls = Map.of(7, Deferred.succeed(null));

    watch(DeferredDict.gatherResults(nulls));
    watch(DeferredDict.fireOnOneCallback(nulls));

    assertThat(seen).containsExactly("Success[{7=null}]", "Success[Keyed[value=null, key=7]]");
  }

  @Test
  void theFirstResultComesWithItsKey() {
    watch(DeferredDict.fireOnOneCallback(poems, Errors.CONSUME));

    science.errback(new IOException("oops"));
    assertThat(seen).isEmpty();
    ecstasy.callback("2");

    assertThat(seen).containsExactly("Success[Keyed[value=2, key=ecstasy]]");
  }

  @Test
  void noResultAtAllIsAllFailures() {
    watch(DeferredDict.fireOnOneCallback(poems, Errors.CONSUME));

    ecstasy.errback(new IOException("2"));
    science.errback(new IOException("1"));

    assertThat(seen).containsExactly("Failed[FailureGroupException: All 2 failed.]");
  }

  @Test
  void theFirstFailureComesWithItsKeyAndTheOthersGoOn() {
    List<FirstErrorException> errors = new ArrayList<>();
    DeferredDict.fireOnOneErrback(poems, Errors.CONSUME)
        .handle(f -> errors.add(f.trap(FirstErrorException.class)));
    DeferredDict.gatherResults(poems, Errors.CONSUME)
        .handle(f -> errors.add(f.trap(FirstErrorException.class)));

    var reason = new IOException("oops");
    ecstasy.errback(reason);

    assertThat(errors).hasSize(1); // whoever came first consumed the failure
    FirstErrorException first = errors.getFirst();
    assertThat(first.key()).isEqualTo("ecstasy");
    assertThat(first.index()).isEqualTo(1);
    assertThat(first.failure().value()).isSameAs(reason);
    assertThat(first).hasMessage("ecstasy failed: IOException: oops").hasCause(reason);
    assertThat(science.hasFired()).isFalse();
  }

  @Test
  void aSerializedFirstFailureKeepsTheIndexForAKeyThatCannotBe() throws Exception {
    Object key = new Object();
    var bytes = new ByteArrayOutputStream();
    DeferredDict.gatherResults(Map.of(key, Deferred.fail(new IOException("oops"))), Errors.CONSUME)
        .handle(f -> {
          var first = f.trap(FirstErrorException.class);
          assertThat(first.key()).isSameAs(key);
          new ObjectOutputStream(bytes).writeObject(first);
        });

    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      var read = (FirstErrorException) in.readObject();
      assertThat(read.key()).isEqualTo(0);
      assertThat(read).hasMessage(key + " failed: IOException: oops");
    }
  }

  @Test
  void withoutAFailureTheFirstErrbackGivesAllOutcomes() {
    watch(DeferredDict.fireOnOneErrback(poems));

    science.callback("1");
    ecstasy.callback("2");

    assertThat(seen).containsExactly("Success[{science=Success[1], ecstasy=Success[2]}]");
  }

  @Test
  void plainResultsFailWithTheFirstFailureToo() {
    watch(DeferredDict.gatherResults(poems, Errors.CONSUME));

    science.errback(new IOException("oops"));

    assertThat(seen)
        .containsExactly("Failed[FirstErrorException: science failed: IOException: oops]");
  }

  @Test
  void cancellingItCancelsEveryMember() {
    poems.put("stubborn", new Deferred<>(d -> d.callback("all the same")));
    Deferred<Map<String, Outcome<String>>> dict = DeferredDict.of(poems, Errors.CONSUME);
    watch(dict);

    dict.cancel();

    String cancelled = "Failed[CancelledException: The Deferred was cancelled.]";
    assertThat(seen)
        .containsExactly(
            "Success[{science=%s, ecstasy=%s, stubborn=Success[all the same]}]"
                .formatted(cancelled, cancelled));
  }

  @Test
  void theMapIsReadOnceAndTheResultsCannotBeChanged() {
    watch(
        DeferredDict.gatherResults(poems)
            .onResult(results -> seen.add(results.toString()))
            .onResult(Map::clear));
    poems.clear();

    science.callback("1");
    ecstasy.callback("2");

    assertThat(seen)
        .containsExactly("{science=1, ecstasy=2}", "Failed[UnsupportedOperationException]");
  }

  @Test
  void membersOfDifferentTypesShareAWiderOne() {
    Map<String, Deferred<? extends Object>> mixed = Map.of("poem", Deferred.succeed("Science!"));

    watch(DeferredDict.<Object, Object>gatherResults(mixed));

    assertThat(seen).containsExactly("Success[{poem=Science!}]");
  }

  @Test
  @SuppressWarnings("NullAway") // what callers that are not checked may do
  void aKeyIsNotNull() {
    var nameless = new HashMap<String, Deferred<String>>();
    nameless.put(null, science);

    assertThatNullPointerException().isThrownBy(() -> DeferredDict.of(nameless));
  }
}
