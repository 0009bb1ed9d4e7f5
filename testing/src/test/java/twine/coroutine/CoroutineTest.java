package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static twine.coroutine.Coroutine.await;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.testing.VirtualTimers;

/** What goes into a coroutine and what comes out. */
@ExtendWith(NothingUnhandled.class)
class CoroutineTest {
  private final List<Object> seen = new ArrayList<>();

  private Failure failureOf(Deferred<?> deferred) {
    List<Failure> failures = new ArrayList<>();
    deferred.handle(failures::add);
    return failures.getFirst();
  }

  @Test
  @Tag("P17.3")
  void whatTheBodyReturnsIsTheResult() {
    Coroutine.start(() -> "poem").onResult(seen::add);
    assertThat(seen).containsExactly("poem");
  }

  @Test
  @Tag("P17.3")
  void theResultMayComeAfterAnyNumberOfWaits() {
    var deferreds = List.of(new Deferred<Integer>(), new Deferred<Integer>());
    Coroutine.start(() -> await(deferreds.get(0)) + await(deferreds.get(1))).onResult(seen::add);
    deferreds.get(0).callback(1);
    assertThat(seen).isEmpty();
    deferreds.get(1).callback(2);
    assertThat(seen).containsExactly(3);
  }

  @Test
  void theResultMayBeNull() {
    Coroutine.<@Nullable Object>start(() -> null).onBoth(seen::add);
    assertThat(seen).hasSize(1).first().hasToString("Success[null]");
  }

  @Test
  @Tag("P17.3")
  void whatTheBodyThrowsIsTheFailure() {
    var thrown = new IOException("no poem");
    Failure failure =
        failureOf(
            Coroutine.start(() -> {
              throw thrown;
            }));
    assertThat(failure.value()).isSameAs(thrown);
    assertThat(failure.getBriefTraceback()).contains("whatTheBodyThrowsIsTheFailure");
  }

  @Test
  @Tag("P17.3")
  void anErrorIsAFailureToo() {
    var gate = new Deferred<String>();
    Deferred<String> outcome =
        Coroutine.start(() -> {
          await(gate);
          throw new StackOverflowError("on purpose");
        });
    gate.callback("");
    assertThat(failureOf(outcome).value()).isInstanceOf(StackOverflowError.class);
  }

  @Test
  @Tag("P17.2")
  void awaitGivesTheResultOnceItIsThere() {
    var timers = new VirtualTimers();
    var two = new Deferred<Integer>();
    timers.callLater(Duration.ofSeconds(5), () -> two.callback(2));
    Coroutine.start(() -> {
      seen.add("first callback");
      seen.add(await(two));
      return seen.add("last callback");
    });
    timers.advance(Duration.ofSeconds(4));
    assertThat(seen).containsExactly("first callback");
    timers.advance(Duration.ofSeconds(1));
    assertThat(seen).containsExactly("first callback", 2, "last callback");
  }

  @Test
  @Tag("P17.2")
  void whatIsThereAlreadyComesRightBack() {
    Coroutine.start(() -> {
      seen.add(await(Deferred.maybeDeferred(() -> 1)));
      return seen.add("went on");
    });
    assertThat(seen).containsExactly(1, "went on");
  }

  @Test
  @Tag("P17.2")
  void aFailureIsThrownAsThePlainException() {
    var reason = new FileNotFoundException("no poem");
    var poem = new Deferred<String>();
    Coroutine.start(() -> {
      try {
        return await(poem);
      } catch (IOException e) { // compiles, and catches, what a call would throw
        return seen.add(e);
      }
    });
    poem.errback(reason);
    assertThat(seen).containsExactly(reason);
  }

  @Test
  @Tag("P17.2")
  void aFailureThatIsThereAlreadyIsThrownAtOnce() {
    var reason = new Exception("no poem");
    Deferred<String> poem = Deferred.fail(reason);
    Coroutine.start(() -> {
      try {
        return await(poem);
      } catch (Exception e) {
        return seen.add(e);
      }
    });
    assertThat(seen).containsExactly(reason);
  }

  @Test
  void anErrorIsThrownAsItIs() {
    Deferred<String> poem = Deferred.fail(new AssertionError("on purpose"));
    Failure failure = failureOf(Coroutine.start(() -> await(poem)));
    assertThat(failure.value()).isInstanceOf(AssertionError.class);
  }

  @Test
  void aResultStaysWithTheDeferredForOthers() {
    var poem = new Deferred<String>();
    for (int i = 0; i < 3; i++) {
      Coroutine.start(() -> seen.add(await(poem)));
    }
    poem.callback("poem");
    poem.onResult(seen::add);
    assertThat(seen).containsExactly("poem", "poem", "poem", "poem");
  }

  @Test
  void aFailureThatWasAwaitedIsTheCoroutinesFromThenOn() {
    var poem = new Deferred<@Nullable String>();
    Deferred<String> outcome = Coroutine.start(() -> "" + await(poem));
    poem.errback(new Exception("no poem"));
    poem.onBoth(seen::add);
    assertThat(seen).first().hasToString("Success[null]");
    assertThat(failureOf(outcome).getErrorMessage()).isEqualTo("no poem");
  }

  @Test
  @Tag("P17.5")
  void localsOutliveEveryWait() {
    var words = List.of(new Deferred<String>(), new Deferred<String>(), new Deferred<String>());
    Coroutine.start(() -> {
      var line = new StringBuilder();
      for (Deferred<String> word : words) {
        line.append(await(word)).append(' ');
      }
      return seen.add(line.toString());
    });
    words.get(0).callback("so");
    words.get(1).callback("much");
    words.get(2).callback("depends");
    assertThat(seen).containsExactly("so much depends ");
  }

  @Test
  void aCoroutineThatAwaitsItselfIsTold() {
    var own = new ArrayList<Deferred<?>>();
    var gate = new Deferred<String>();
    own.add(
        Coroutine.start(() -> {
          await(gate);
          return await(own.getFirst());
        }));
    gate.callback("");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> failureOf(own.getFirst()).raiseException())
        .withMessage("A coroutine cannot await its own outcome.");
  }
}
