package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Part 14: pause and unpause. */
@Tag("P14.2")
@ExtendWith(NothingUnhandled.class)
final class PausingTest {
  private final List<Object> seen = new ArrayList<>();
  private final Deferred<String> deferred = new Deferred<>();

  @Test
  void aPausedChainRunsNothingUntilItIsUnpaused() {
    deferred.pause();
    deferred.onResult(seen::add);
    deferred.callback("poem");
    deferred.onResult(_ -> seen.add("second"));
    assertThat(seen).isEmpty();

    deferred.unpause();

    assertThat(seen).containsExactly("poem", "second");
  }

  @Test
  void aChainThatHasFiredCanBePaused() {
    deferred.callback("poem");
    deferred.pause();
    deferred.onResult(seen::add);
    assertThat(seen).isEmpty();

    deferred.unpause();

    assertThat(seen).containsExactly("poem");
  }

  @Test
  void pausesNest() {
    deferred.pause();
    deferred.pause();
    deferred.onResult(seen::add);
    deferred.callback("poem");

    deferred.unpause();
    assertThat(seen).isEmpty();
    assertThat(deferred.isPaused()).isTrue();
    deferred.unpause();

    assertThat(seen).containsExactly("poem");
    assertThat(deferred.isPaused()).isFalse();
  }

  @Test
  void unpausingBeforeTheFiringRunsNothing() {
    deferred.onResult(seen::add);
    deferred.pause();
    deferred.unpause();
    assertThat(seen).isEmpty();

    deferred.callback("poem");

    assertThat(seen).containsExactly("poem");
  }

  @Test
  void aFunctionMayPauseItsOwnChain() {
    deferred.onResult(_ -> deferred.pause()).onResult(seen::add);

    deferred.callback("poem");
    assertThat(seen).isEmpty();
    deferred.unpause();

    assertThat(seen).containsExactly("poem");
  }

  @Test
  void aFunctionMayPauseAndUnpauseItsOwnChainWithoutBeingOvertaken() {
    deferred
        .onResult(_ -> {
          deferred.pause();
          deferred.unpause();
          seen.add("first");
        })
        .onResult(_ -> seen.add("second"));

    deferred.callback("poem");

    assertThat(seen).containsExactly("first", "second");
  }

  @Test
  void aPausedOuterOneKeepsTheInnerOnesResultUntilItIsUnpaused() {
    var inner = new Deferred<String>();
    deferred.callback("poem");
    deferred.addAsyncCallback(_ -> inner).onResult(seen::add);
    deferred.pause();
    inner.callback("inner poem");
    assertThat(seen).isEmpty();

    deferred.unpause();

    assertThat(seen).containsExactly("inner poem");
  }

  @Test
  void unpausingDoesNotEndTheWaitForAnInnerOne() {
    var inner = new Deferred<String>();
    deferred.callback("poem");
    deferred.addAsyncCallback(_ -> inner).onResult(seen::add);
    deferred.pause();
    deferred.unpause();
    assertThat(seen).isEmpty();

    inner.callback("inner poem");

    assertThat(seen).containsExactly("inner poem");
  }

  @Test
  void unpausingMoreOftenThanPausingIsRefused() {
    assertThatIllegalStateException().isThrownBy(deferred::unpause);
  }

  @Test
  void aFailureThatRestsInAPausedChainIsNotLost() {
    deferred.addErrback(_ -> "never run");
    deferred.pause();
    deferred.errback(new IOException("oops"));

    assertThat(UnhandledFailures.take()).extracting(Failure::getErrorMessage).contains("oops");
  }

  @Test
  void aFailureOfAFunctionThatPausesItsOwnFiredChainIsNotLost() {
    deferred.callback("poem");
    deferred.addCallback(_ -> {
      deferred.pause();
      throw new IOException("oops");
    });

    assertThat(UnhandledFailures.take()).extracting(Failure::getErrorMessage).contains("oops");
  }
}
