package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Part 7: what a Deferred does when it is fired. */
@ExtendWith(NothingUnhandled.class)
final class FiringTest {
  private final List<Object> seen = new ArrayList<>();
  private final Deferred<String> deferred = new Deferred<>();

  @Test
  @Tag("P7.1")
  void callbackRunsTheCallbackBeforeItReturns() {
    deferred.addCallbacks(seen::add, failure -> seen.add("errback"));

    deferred.callback("This poem is short.");

    assertThat(seen).containsExactly("This poem is short.");
  }

  @Test
  @Tag("P7.2")
  void errbackRunsTheErrbackWithTheFailure() {
    var failure = new Failure(new IOException("I have failed."));
    deferred.addCallbacks(seen::add, seen::add);

    deferred.errback(failure);

    assertThat(seen).containsExactly(failure);
  }

  @Test
  @Tag("P7.3")
  void errbackWrapsAnException() {
    var exception = new IOException("I have failed.");
    deferred.handle(failure -> seen.add(failure.value()));

    deferred.errback(exception);

    assertThat(seen).containsExactly(exception);
  }

  @Test
  void callbackWithAFailureIsErrback() {
    var anything = new Deferred<Object>();
    var failure = new Failure(new IOException());
    anything.addCallbacks(_ -> seen.add("callback"), seen::add);

    anything.callback(failure);

    assertThat(seen).containsExactly(failure);
  }

  @Test
  @Tag("P7.4")
  void callbackAfterCallbackThrowsAtTheFirer() {
    assertThatSecondFiringIsRefused(d -> d.callback("first"), d -> d.callback("second"));
    assertThat(seen).containsExactly("first");
  }

  @Test
  @Tag("P7.5")
  @Tag("P7.4")
  void errbackAfterCallbackThrowsAtTheFirer() {
    assertThatSecondFiringIsRefused(d -> d.callback("first"), d -> d.errback(new IOException()));
    assertThat(seen).containsExactly("first");
  }

  @Test
  @Tag("P7.6")
  @Tag("P7.4")
  void errbackAfterErrbackThrowsAtTheFirer() {
    assertThatSecondFiringIsRefused(
        d -> d.errback(new IOException("first")), d -> d.errback(new IOException("second")));
    assertThat(seen).containsExactly("IOException: first");
  }

  @Test
  @Tag("P7.7")
  @Tag("P7.4")
  void callbackAfterErrbackThrowsAtTheFirer() {
    assertThatSecondFiringIsRefused(
        d -> d.errback(new IOException("first")), d -> d.callback("second"));
    assertThat(seen).containsExactly("IOException: first");
  }

  private void assertThatSecondFiringIsRefused(
      Consumer<Deferred<String>> first, Consumer<Deferred<String>> second) {
    deferred.addCallbacks(seen::add, failure -> seen.add(failure.describe()));
    first.accept(deferred);

    assertThatThrownBy(() -> second.accept(deferred))
        .isInstanceOf(AlreadyCalledException.class)
        .hasMessageContaining("has been fired before");
  }

  @Test
  void firingIsAPlainMethodCallThatCanBeHandedToALoop() {
    List<Runnable> loop = new ArrayList<>();
    deferred.onResult(seen::add);

    loop.add(() -> deferred.callback("Another short poem."));
    assertThat(seen).isEmpty();
    loop.forEach(Runnable::run);

    assertThat(seen).containsExactly("Another short poem.");
  }

  @Test
  void aDeferredIsNotAResult() {
    var anything = new Deferred<Object>();

    assertThatIllegalArgumentException().isThrownBy(() -> anything.callback(deferred));

    assertThat(anything.hasFired()).isFalse();
  }

  @Test
  @Tag("P9.2")
  void firingNeverThrowsWhatACallbackThrew() {
    deferred
        .addCallback(_ -> {
          throw new AssertionError("an Error, even");
        })
        .handle(failure -> seen.add(failure.value()));

    deferred.callback("poem");

    assertThat(seen).singleElement().isInstanceOf(AssertionError.class);
  }

  @Test
  @Tag("P8.3")
  void aCallbackThatTakesItsTimeHoldsUpTheFirer() {
    deferred.onResult(_ -> {
      for (int i = 0; i < 3; i++) {
        seen.add(i);
      }
    });

    deferred.callback("poem");
    seen.add("fired");

    assertThat(seen).containsExactly(0, 1, 2, "fired");
  }

  @Test
  void nullIsAResultLikeAnyOther() {
    deferred.onBoth(outcome -> seen.add(outcome.toString()));

    deferred.callback(null);

    assertThat(seen).containsExactly("Success[null]");
  }

  @Test
  void hasFiredTellsOfTheFiringOnly() {
    assertThat(deferred.hasFired()).isFalse();
    deferred.pause();
    deferred.callback("poem");
    assertThat(deferred.hasFired()).isTrue();
  }
}
