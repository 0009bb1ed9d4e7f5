package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each form of adding does with a result and with a failure. */
@ExtendWith(NothingUnhandled.class)
final class FormsTest {
  private final IOException oops = new IOException("oops");
  private final IllegalStateException thrown = new IllegalStateException("thrown");

  private final List<Object> seen = new ArrayList<>();

  /** What a chain comes to, after this one stage, when it is fired with "poem". */
  private Outcome<?> onResult(UnaryOperator<Deferred<?>> form) {
    return outcomeOf(form.apply(Deferred.succeed("poem")));
  }

  /** What a chain comes to, after this one stage, when it is fired with oops. */
  private Outcome<?> onFailure(UnaryOperator<Deferred<?>> form) {
    return outcomeOf(form.apply(Deferred.fail(oops)));
  }

  private static <T extends @Nullable Object> Outcome<T> outcomeOf(Deferred<T> deferred) {
    List<Outcome<T>> outcomes = new ArrayList<>();
    deferred.addBoth(outcomes::add);
    return outcomes.getFirst();
  }

  private static Outcome<?> success(@Nullable Object value) {
    return new Outcome.Success<>(value);
  }

  private static void assertFailed(Outcome<?> outcome, Throwable exception) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure().value()).isSameAs(exception));
  }

  @SuppressWarnings("unchecked")
  private static Deferred<String> text(Deferred<?> deferred) {
    return (Deferred<String>) deferred;
  }

  @Test
  @Tag("P9.1")
  @Tag("P9.3")
  void addCallback() {
    assertThat(onResult(d -> text(d).addCallback(String::length))).isEqualTo(success(4));
    assertFailed(onResult(d -> d.addCallback(this::fails)), thrown);
    assertFailed(onFailure(d -> d.addCallback(seen::add)), oops);
    assertThat(seen).isEmpty();
  }

  @Test
  @Tag("P9.1")
  @Tag("P9.3")
  void addErrback() {
    assertThat(onFailure(d -> text(d).addErrback(Failure::getErrorMessage)))
        .isEqualTo(success("oops"));
    assertFailed(onFailure(d -> text(d).addErrback(this::fails)), thrown);
    assertThat(onResult(d -> text(d).addErrback(this::fails))).isEqualTo(success("poem"));
  }

  @Test
  void addErrbackForOneKindOfException() {
    assertThat(onFailure(d -> text(d).addErrback(IOException.class, Throwable::getMessage)))
        .isEqualTo(success("oops"));
    assertFailed(
        onFailure(d -> text(d).addErrback(FileNotFoundException.class, this::fails)), oops);
    assertFailed(onFailure(d -> text(d).addErrback(IOException.class, this::fails)), thrown);
    assertThat(onResult(d -> text(d).addErrback(IOException.class, this::fails)))
        .isEqualTo(success("poem"));
  }

  @Test
  @Tag("P7.9")
  void addBoth() {
    assertThat(onResult(d -> d.addBoth(Outcome::isSuccess))).isEqualTo(success(true));
    assertThat(onFailure(d -> d.addBoth(Outcome::isSuccess))).isEqualTo(success(false));
    assertFailed(onResult(d -> d.addBoth(this::fails)), thrown);
    assertFailed(onFailure(d -> d.addBoth(this::fails)), thrown);
  }

  @Test
  @Tag("P9.6")
  void addCallbacks() {
    assertThat(onResult(d -> text(d).addCallbacks(String::length, _ -> 0))).isEqualTo(success(4));
    assertThat(onFailure(d -> text(d).addCallbacks(String::length, _ -> 0))).isEqualTo(success(0));
    assertFailed(onResult(d -> d.addCallbacks(this::fails, _ -> "not for this one")), thrown);
    assertThat(onResult(d -> text(d).<String>addCallback(this::fails).addErrback(_ -> "for it")))
        .isEqualTo(success("for it"));
  }

  @Test
  @Tag("P13.1")
  void addAsyncCallback() {
    assertThat(onResult(d -> text(d).addAsyncCallback(s -> Deferred.succeed(s.length()))))
        .isEqualTo(success(4));
    assertFailed(onResult(d -> d.addAsyncCallback(_ -> Deferred.fail(thrown))), thrown);
    assertFailed(onResult(d -> d.addAsyncCallback(this::fails)), thrown);
    assertFailed(onFailure(d -> d.addAsyncCallback(_ -> Deferred.succeed("not this"))), oops);
  }

  @Test
  @Tag("P13.1")
  void addAsyncErrback() {
    assertThat(onFailure(d -> text(d).addAsyncErrback(f -> Deferred.succeed(f.getErrorMessage()))))
        .isEqualTo(success("oops"));
    assertFailed(onFailure(d -> text(d).addAsyncErrback(_ -> Deferred.fail(thrown))), thrown);
    assertThat(onResult(d -> text(d).addAsyncErrback(_ -> Deferred.fail(thrown))))
        .isEqualTo(success("poem"));
  }

  @Test
  void addAsyncErrbackForOneKindOfException() {
    assertThat(
            onFailure(d ->
                text(d).addAsyncErrback(IOException.class, e -> Deferred.succeed(e.getMessage()))))
        .isEqualTo(success("oops"));
    assertFailed(
        onFailure(
            d -> text(d).addAsyncErrback(FileNotFoundException.class, _ -> Deferred.fail(thrown))),
        oops);
  }

  @Test
  void addAsyncBoth() {
    assertThat(onResult(d -> d.addAsyncBoth(o -> Deferred.succeed(o.isSuccess()))))
        .isEqualTo(success(true));
    assertThat(onFailure(d -> d.addAsyncBoth(o -> Deferred.succeed(o.isSuccess()))))
        .isEqualTo(success(false));
  }

  @Test
  void addAsyncCallbacks() {
    UnaryOperator<Deferred<?>> form =
        d -> text(d).addAsyncCallbacks(s -> Deferred.succeed(s.length()), _ -> Deferred.succeed(0));
    assertThat(onResult(form)).isEqualTo(success(4));
    assertThat(onFailure(form)).isEqualTo(success(0));
  }

  @Test
  void anAsyncFunctionThatGivesNoDeferredGivesNull() {
    assertThat(onResult(d -> d.addAsyncCallback(_ -> null))).isEqualTo(success(null));
  }

  @Test
  void onResultLooks() {
    assertThat(onResult(d -> d.onResult(seen::add))).isEqualTo(success("poem"));
    assertFailed(onFailure(d -> d.onResult(seen::add)), oops);
    assertFailed(onResult(d -> d.onResult(this::fails)), thrown);
    assertThat(seen).containsExactly("poem");
  }

  @Test
  void onFailureLooks() {
    assertFailed(onFailure(d -> d.onFailure(f -> seen.add(f.value()))), oops);
    assertThat(onResult(d -> d.onFailure(seen::add))).isEqualTo(success("poem"));
    assertFailed(onFailure(d -> d.onFailure(this::fails)), thrown);
    assertThat(seen).containsExactly(oops);
  }

  @Test
  void onBothLooks() {
    assertThat(onResult(d -> d.onBoth(o -> seen.add(o.isSuccess())))).isEqualTo(success("poem"));
    assertFailed(onFailure(d -> d.onBoth(o -> seen.add(o.isSuccess()))), oops);
    assertFailed(onResult(d -> d.onBoth((Outcome<?> o) -> fails(o))), thrown);
    assertThat(seen).containsExactly(true, false);
  }

  @Test
  void onBothRuns() {
    assertThat(onResult(d -> d.onBoth(() -> seen.add("run")))).isEqualTo(success("poem"));
    assertFailed(onFailure(d -> d.onBoth(() -> seen.add("run"))), oops);
    assertFailed(onFailure(d -> d.onBoth(() -> fails("run"))), thrown);
    assertThat(seen).containsExactly("run", "run");
  }

  @Test
  void handleDealsWithTheFailure() {
    assertThat(onFailure(d -> d.handle(f -> seen.add(f.value())))).isEqualTo(success(null));
    assertThat(onResult(d -> d.handle(seen::add))).isEqualTo(success("poem"));
    assertFailed(onFailure(d -> d.handle(this::fails)), thrown);
    assertThat(seen).containsExactly(oops);
  }

  @Test
  @Tag("P9.1")
  void aFailureThatAValueFunctionReturnsCountsAsThrown() {
    assertFailed(onResult(d -> d.addCallback(_ -> new Failure(thrown))), thrown);
  }

  @Test
  @Tag("P13.1")
  void aDeferredThatAValueFunctionReturnsIsWaitedFor() {
    assertThat(onResult(d -> d.addCallback(_ -> Deferred.succeed("inner"))))
        .isEqualTo(success("inner"));
  }

  @Test
  @Tag("P9.2")
  void anErrbackThatReturnsOrThrowsWhatItWasGivenPassesTheSameFailureOn() {
    var failure = new Failure(oops);
    Deferred<Object> deferred = Deferred.fail(failure);
    deferred.addErrback(f -> f).onFailure(Failure::raiseException).handle(seen::add);

    assertThat(seen).containsExactly(failure);
  }

  @Test
  @Tag("P7.10")
  void lambdasCarryWhatElseAFunctionNeeds() {
    String address = "127.0.0.1:10000";
    assertThat(onFailure(d -> text(d).addErrback(f -> address + ": " + f.getErrorMessage())))
        .isEqualTo(success("127.0.0.1:10000: oops"));
  }

  @Test
  @Tag("P7.12")
  void theTailSeesWhatTheStageBeforeItGave() {
    var fired = new Deferred<String>();
    fired.addCallbacks(String::length, _ -> -1).onResult(seen::add);
    fired.callback("poem");
    var failed = new Deferred<String>();
    failed.addCallbacks(String::length, _ -> -1).onResult(seen::add);
    failed.errback(oops);

    assertThat(seen).containsExactly(4, -1);
  }

  @Test
  @Tag("P7.11")
  void thereIsNoSetTimeout() {
    assertThat(Deferred.class.getMethods()).extracting("name").doesNotContain("setTimeout");
  }

  @Test
  void nullFunctionsAreRefusedAtOnce() {
    var deferred = new Deferred<String>();
    assertThatNullPointerException().isThrownBy(() -> deferred.addCallback(null));
    assertThatNullPointerException().isThrownBy(() -> deferred.addCallbacks(s -> s, null));
    assertThatNullPointerException().isThrownBy(() -> deferred.addErrback(null, _ -> "x"));
    assertThatNullPointerException().isThrownBy(() -> deferred.handle(null));
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // it returns nothing, of any type
  private <R> R fails(@Nullable Object ignored) {
    throw thrown;
  }
}
