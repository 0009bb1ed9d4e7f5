package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When and in which order functions run that are added before, during and after the firing. */
@ExtendWith(NothingUnhandled.class)
final class AddingTest {
  private final List<Object> seen = new ArrayList<>();
  private final Deferred<String> deferred = new Deferred<>();

  @Test
  @Tag("P9.1")
  void functionsRunInTheOrderInWhichTheyWereAdded() {
    deferred.onResult(_ -> seen.add(1)).onResult(_ -> seen.add(2)).onResult(_ -> seen.add(3));

    deferred.callback("poem");

    assertThat(seen).containsExactly(1, 2, 3);
  }

  @Test
  @Tag("P9.1")
  void theChainCrossesBetweenTheTwoLines() {
    deferred
        .addCallback(poem -> poem + "-0")
        .<String>addCallback(poem -> {
          throw new IOException(poem + "-1");
        })
        .addErrback(failure -> failure.getErrorMessage() + "-2")
        .onResult(seen::add);

    deferred.callback("poem");

    assertThat(seen).containsExactly("poem-0-1-2");
  }

  @Test
  @Tag("P13.2")
  void everyAddMethodReturnsTheSameObject() {
    assertThat(deferred.addCallback(s -> s)).isSameAs(deferred);
    assertThat(deferred.addErrback(_ -> "")).isSameAs(deferred);
    assertThat(deferred.addErrback(IOException.class, _ -> "")).isSameAs(deferred);
    assertThat(deferred.addBoth(_ -> "")).isSameAs(deferred);
    assertThat(deferred.addCallbacks(s -> s, _ -> "")).isSameAs(deferred);
    assertThat(deferred.addAsyncCallback(Deferred::succeed)).isSameAs(deferred);
    assertThat(deferred.addAsyncErrback(_ -> Deferred.succeed(""))).isSameAs(deferred);
    assertThat(deferred.addAsyncBoth(_ -> Deferred.succeed(""))).isSameAs(deferred);
    assertThat(deferred.onResult(_ -> {})).isSameAs(deferred);
    assertThat(deferred.onFailure(_ -> {})).isSameAs(deferred);
    assertThat(deferred.onBoth(() -> {})).isSameAs(deferred);
    assertThat(deferred.handle(_ -> {})).isSameAs(deferred);
    assertThat(deferred.chainDeferred(new Deferred<>())).isSameAs(deferred);
    assertThat(deferred.onCancel(() -> {})).isSameAs(deferred);
  }

  @Test
  @Tag("P14.1")
  void whatIsAddedAfterTheFiringRunsAtOnce() {
    deferred.callback("poem");

    deferred.onResult(seen::add);
    seen.add("added");
    deferred.addCallback(String::length).onResult(seen::add);

    assertThat(seen).containsExactly("poem", "added", 4);
  }

  @Test
  @Tag("P14.1")
  @Tag("P14.7")
  void whatIsAddedAfterAFailureRunsAtOnceOnTheErrbackLine() {
    deferred.errback(new IOException("oops"));

    deferred.onResult(_ -> seen.add("callback"));
    deferred.onFailure(_ -> seen.add("look"));
    deferred.handle(failure -> seen.add(failure.getErrorMessage()));

    assertThat(seen).containsExactly("look", "oops");
  }

  @Test
  void whatAFunctionAddsToItsOwnChainRunsAfterItAtTheEndOfTheChain() {
    deferred.onResult(_ -> {
      seen.add("first begins");
      deferred.onResult(_ -> seen.add("added"));
      seen.add("first ends");
    });
    deferred.onResult(_ -> seen.add("second"));

    deferred.callback("poem");

    assertThat(seen).containsExactly("first begins", "first ends", "second", "added");
  }

  @Test
  void whatAFunctionAddsToItsOwnFiredChainRunsAfterIt() {
    deferred.callback("poem");

    deferred.onResult(_ -> {
      deferred.onResult(_ -> seen.add("added"));
      seen.add("first ends");
    });

    assertThat(seen).containsExactly("first ends", "added");
  }

  @Test
  void nothingElseRunsBetweenTwoAddsOfTheSameMethod() {
    deferred.callback("poem");
    deferred.onResult(_ -> seen.add(1)).onResult(_ -> seen.add(2));
    seen.add(3);

    assertThat(seen).containsExactly(1, 2, 3);
  }

  @Test
  void aFunctionMayFireAnotherDeferredWhoseChainRunsInBetween() {
    var other = new Deferred<String>();
    other.onResult(seen::add);
    deferred.onResult(other::callback).onResult(_ -> seen.add("after"));

    deferred.callback("poem");

    assertThat(seen).containsExactly("poem", "after");
  }

  @Test
  void theStaleTypedReferenceFailsInTheChainNotAtTheCaller() {
    deferred.addCallback(String::length);
    deferred.addCallback(String::isEmpty).handle(failure -> seen.add(failure.value()));

    deferred.callback("poem");

    assertThat(seen).singleElement().isInstanceOf(ClassCastException.class);
  }
}
