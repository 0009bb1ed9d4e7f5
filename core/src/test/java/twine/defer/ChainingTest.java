package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Part 13: an outer Deferred whose function returns an inner one. */
@ExtendWith(NothingUnhandled.class)
final class ChainingTest {
  private final List<Object> seen = new ArrayList<>();
  private final Deferred<String> outer = new Deferred<>();
  private final Deferred<String> inner = new Deferred<>();

  private void note(Outcome<?> outcome) {
    seen.add(outcome.toString());
  }

  @Test
  @Tag("P13.1")
  void theOuterOneWaitsForTheInnerOnesResult() {
    outer.addAsyncCallback(_ -> inner).onBoth(this::note);

    outer.callback("poem");
    seen.add("fired");
    inner.callback("inner poem");

    assertThat(seen).containsExactly("fired", "Success[inner poem]");
  }

  @Test
  @Tag("P13.1")
  void theOuterOneGoesOnWithTheInnerOnesFailure() {
    outer.addAsyncCallback(_ -> inner).onBoth(this::note).handle(_ -> {});

    outer.callback("poem");
    inner.errback(new IOException("oops"));

    assertThat(seen).containsExactly("Failed[IOException: oops]");
  }

  @Test
  @Tag("P13.1")
  @Tag("P13.5")
  void anErrbackMayReturnADeferredToo() {
    outer.addAsyncErrback(_ -> inner).onBoth(this::note);

    outer.errback(new IOException("oops"));
    seen.add("fired");
    inner.callback("rescued");

    assertThat(seen).containsExactly("fired", "Success[rescued]");
  }

  @Test
  @Tag("P13.5")
  void theFailureOfWhatAnErrbackReturnsGoesToTheNextErrback() {
    outer.addAsyncErrback(_ -> inner).onBoth(this::note).handle(_ -> {});

    outer.errback(new IOException("oops"));
    inner.errback(new IOException("oops again"));

    assertThat(seen).containsExactly("Failed[IOException: oops again]");
  }

  @Test
  void anInnerOneThatHasFiredIsTakenAtOnceInTheSameLoop() {
    inner.callback("ready");
    outer.addAsyncCallback(_ -> inner).onBoth(this::note);

    outer.callback("poem");

    assertThat(seen).containsExactly("Success[ready]");
  }

  @Test
  void whatIsAddedToAWaitingOuterOneWaits() {
    outer.callback("poem");
    outer.addAsyncCallback(_ -> inner);

    outer.onBoth(this::note);
    assertThat(seen).isEmpty();
    inner.callback("inner poem");

    assertThat(seen).containsExactly("Success[inner poem]");
  }

  @Test
  void theInnerOneIsLeftHoldingNull() {
    outer.callback("poem");
    outer.addAsyncCallback(_ -> inner).onBoth(this::note);
    inner.callback("inner poem");

    inner.onBoth(this::note);

    assertThat(seen).containsExactly("Success[inner poem]", "Success[null]");
  }

  @Test
  void theInnerOnesFailureCountsAsHandledThere() {
    inner.errback(new IOException("taken later"));
    outer.callback("poem");

    outer.addAsyncCallback(_ -> inner).handle(_ -> {});

    assertThat(UnhandledFailures.take()).isEmpty();
  }

  @Test
  void functionsOfTheInnerOneBeforeItIsReturnedShapeWhatTheOuterOneGets() {
    outer.callback("poem");
    outer.addAsyncCallback(_ -> inner.addCallback(String::toUpperCase)).onBoth(this::note);

    inner.callback("inner poem");

    assertThat(seen).containsExactly("Success[INNER POEM]");
  }

  @Test
  void theOuterOneGoesFirstWhenTheInnerOneHasMoreToDo() {
    outer.callback("poem");
    outer.addAsyncCallback(_ -> inner).onResult(_ -> seen.add("outer 1"));
    inner.onBoth(this::note);
    outer.onResult(_ -> seen.add("outer 2"));

    inner.callback("inner poem");

    assertThat(seen).containsExactly("outer 1", "outer 2", "Success[null]");
  }

  @Test
  void fromTheInsideOutEachFinishesWhatItHasLeftAfterThoseThatItResumed() {
    var innermost = new Deferred<String>();
    outer.addAsyncCallback(_ -> inner).onResult(_ -> seen.add("outer"));
    inner.addAsyncCallback(_ -> innermost);
    outer.callback("poem");
    inner.callback("inner poem");
    inner.onBoth(() -> seen.add("inner"));
    innermost.onBoth(() -> seen.add("innermost"));

    innermost.callback("innermost poem");

    assertThat(seen).containsExactly("outer", "inner", "innermost");
  }

  @Test
  void twoOuterOnesMayWaitForTheSameInnerOneButOnlyTheFirstGetsItsResult() {
    var second = new Deferred<String>();
    outer.addAsyncCallback(_ -> inner).onBoth(this::note);
    second.addAsyncCallback(_ -> inner).onBoth(this::note);
    outer.callback("1");
    second.callback("2");

    inner.callback("inner poem");

    assertThat(seen).containsExactly("Success[inner poem]", "Success[null]");
  }

  @Test
  void aPausedInnerOneIsWaitedForEvenIfItHasFired() {
    inner.callback("inner poem");
    inner.pause();
    outer.callback("poem");
    outer.addAsyncCallback(_ -> inner).onBoth(this::note);
    assertThat(seen).isEmpty();

    inner.unpause();

    assertThat(seen).containsExactly("Success[inner poem]");
  }

  @Test
  void anInnerOneThatIsBusyIsWaitedFor() {
    inner.addCallback(poem -> {
      outer.callback("poem");
      seen.add("inner goes on");
      return poem + "!";
    });
    outer.addAsyncCallback(_ -> inner).onBoth(this::note);

    inner.callback("inner poem");

    assertThat(seen).containsExactly("inner goes on", "Success[inner poem!]");
  }

  @Test
  void anInnerOneThatItselfWaitsIsWaitedFor() {
    var innermost = new Deferred<String>();
    inner.callback("inner poem");
    inner.addAsyncCallback(_ -> innermost);
    outer.callback("poem");
    outer.addAsyncCallback(_ -> inner).onBoth(this::note);

    innermost.callback("innermost poem");

    assertThat(seen).containsExactly("Success[innermost poem]");
  }

  @Test
  void aFunctionThatReturnsItsOwnDeferredMakesTheChainFail() {
    outer.addAsyncCallback(_ -> outer).handle(failure -> seen.add(failure.getErrorMessage()));

    outer.callback("poem");

    assertThat(seen).singleElement().asString().contains("returned that same Deferred");
  }

  @Test
  void twoThatWouldWaitForEachOtherFail() {
    outer.addAsyncCallback(_ -> inner).onBoth(this::note);
    inner.addAsyncCallback(_ -> outer).addErrback(Failure::getErrorMessage);
    outer.callback("poem");

    inner.callback("inner poem");

    assertThat(seen).singleElement().asString().contains("would wait for each other");
  }

  @Test
  void chainDeferredFiresTheOtherWithTheResult() {
    var other = new Deferred<@Nullable String>();
    other.onBoth(this::note);
    outer.chainDeferred(other).onBoth(this::note);

    outer.callback("poem");

    assertThat(seen).containsExactly("Success[poem]", "Success[null]");
  }

  @Test
  void chainDeferredFiresTheOtherWithTheFailure() {
    inner.onBoth(this::note).handle(_ -> {});
    outer.chainDeferred(inner);

    outer.errback(new IOException("oops"));

    assertThat(seen).containsExactly("Failed[IOException: oops]");
  }

  @Test
  void chainDeferredOnAFiredOneFiresTheOtherAtOnce() {
    outer.callback("poem");
    inner.onBoth(this::note);

    outer.chainDeferred(inner);

    assertThat(seen).containsExactly("Success[poem]");
  }

  @Test
  void chainDeferredToOneThatHasFiredFailsTheChain() {
    inner.callback("already");

    outer.chainDeferred(inner).handle(failure -> seen.add(failure.value()));
    outer.callback("poem");

    assertThat(seen).singleElement().isInstanceOf(AlreadyCalledException.class);
  }

  @Test
  void chainDeferredToOneThatWasCancelledIsALateFiring() {
    inner.handle(_ -> {});
    inner.cancel();

    outer.chainDeferred(inner).onBoth(this::note);
    outer.callback("poem");

    assertThat(seen).containsExactly("Success[null]");
  }
}
