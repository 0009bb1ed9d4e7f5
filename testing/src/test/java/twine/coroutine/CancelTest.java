package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static twine.coroutine.Coroutine.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.AlreadyCalledException;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.defer.UnhandledFailures;
import twine.task.Tasks;
import twine.testing.VirtualTimers;

/** Cancelling a coroutine outside of blocking. */
@ExtendWith(NothingUnhandled.class)
class CancelTest {
  private final List<Object> seen = new ArrayList<>();

  /** Something to wait for that is never fired, except by its canceller. */
  private Deferred<String> operation(String name) {
    return new Deferred<>(deferred -> seen.add(name + " cancelled"));
  }

  private void watch(Deferred<?> outcome) {
    outcome
        .onResult(value -> seen.add("result " + value))
        .handle(failure -> seen.add(failure.value().getClass().getSimpleName()));
  }

  @Test
  void aCancelCancelsWhatIsAwaitedAndAppearsAtTheAwait() {
    Deferred<String> outcome =
        Coroutine.start(() -> {
          try {
            return await(operation("download"));
          } catch (CancelledException e) {
            seen.add("at the await");
            throw e;
          }
        });
    watch(outcome);
    outcome.cancel();
    assertThat(seen).containsExactly("download cancelled", "at the await", "CancelledException");
  }

  @Test
  void theOutcomeDoesNotFireBeforeTheBodyHasEnded() {
    var cleanUp = new Deferred<String>();
    Deferred<String> outcome =
        Coroutine.start(() -> {
          try {
            return await(operation("download"));
          } finally {
            await(cleanUp);
          }
        });
    watch(outcome);
    outcome.cancel();
    assertThat(seen).containsExactly("download cancelled");
    cleanUp.callback("");
    assertThat(seen).containsExactly("download cancelled", "CancelledException");
  }

  @Test
  void aBodyMaySwallowACancel() {
    Deferred<String> outcome =
        Coroutine.start(() -> {
          try {
            return await(operation("download"));
          } catch (CancelledException e) {
            return "something else";
          }
        });
    watch(outcome);
    outcome.cancel();
    assertThat(seen).containsExactly("download cancelled", "result something else");
  }

  @Test
  void eachFurtherCancelWorksAgain() {
    Deferred<Integer> outcome =
        Coroutine.start(() -> {
          int refused = 0;
          while (refused < 3) {
            try {
              await(operation("try " + refused));
            } catch (CancelledException e) {
              refused++;
            }
          }
          return refused;
        });
    watch(outcome);
    outcome.cancel();
    outcome.cancel();
    assertThat(seen).containsExactly("try 0 cancelled", "try 1 cancelled");
    outcome.cancel();
    assertThat(seen)
        .containsExactly("try 0 cancelled", "try 1 cancelled", "try 2 cancelled", "result 3");
  }

  @Test
  void whatTheCancellerFiresIsWhatTheBodyGets() {
    Deferred<String> outcome =
        Coroutine.start(() -> await(new Deferred<String>(own -> own.callback("half a poem"))));
    watch(outcome);
    outcome.cancel();
    assertThat(seen).containsExactly("result half a poem");
  }

  @Test
  void aCancelAfterTheEndDoesNothing() {
    Deferred<String> outcome = Coroutine.start(() -> "poem");
    outcome.cancel();
    watch(outcome);
    assertThat(seen).containsExactly("result poem");
  }

  @Test
  void whoIsCancelledBeforeItsStartIsNotStarted() {
    var timers = new VirtualTimers();
    Deferred<String> outcome =
        Tasks.deferLater(timers, Duration.ofSeconds(1), () -> "later")
            .addAsyncCallback(later -> Coroutine.start(() -> "" + seen.add("started")));
    watch(outcome);
    outcome.cancel();
    timers.advance(Duration.ofSeconds(2));
    assertThat(seen).containsExactly("CancelledException");
  }

  @Test
  void aBodyThatIsCancelledWhileItRunsIsToldAtItsNextWait() {
    var gate = new Deferred<String>();
    var own = new ArrayList<Deferred<?>>();
    Deferred<String> outcome =
        Coroutine.start(() -> {
          await(gate);
          own.getFirst().cancel();
          seen.add("still running");
          await(Deferred.succeed("no wait"));
          return await(operation("download"));
        });
    own.add(outcome);
    watch(outcome);
    gate.callback("");
    assertThat(seen).containsExactly("still running", "download cancelled", "CancelledException");
  }

  @Test
  void whoIsCancelledBetweenItsResumeAndItsTurnIsToldAtItsNextWait() {
    var first = new Deferred<String>();
    Deferred<String> outcome =
        Coroutine.start(() -> {
          seen.add(await(first));
          return await(operation("second"));
        });
    watch(outcome);
    Coroutine.start(() -> {
      first.callback("first");
      outcome.cancel();
      return "";
    });
    assertThat(seen).containsExactly("first", "second cancelled", "CancelledException");
  }

  @Test
  void cancellingACoroutineCancelsTheOneThatItAwaits() {
    Deferred<String> inner = Coroutine.start(() -> await(operation("download")));
    Deferred<String> outer = Coroutine.start(() -> await(inner));
    watch(outer);
    outer.cancel();
    assertThat(seen).containsExactly("download cancelled", "CancelledException");
  }

  @Test
  void aCancellationGathersNoTraces() {
    Deferred<String> inner = Coroutine.start(() -> await(operation("download")));
    Deferred<String> outer = Coroutine.start(() -> await(inner));
    outer.handle(failure -> assertThat(failure.value()).hasNoSuppressedExceptions());
    outer.cancel();
    assertThat(outer.outcome()).hasToString("Success[null]");
  }

  @Test
  void aTimeoutReachesTheBody() {
    var timers = new VirtualTimers();
    Deferred<String> outcome = Coroutine.start(() -> await(operation("download")));
    watch(outcome.timeout(timers, Duration.ofSeconds(3)));
    timers.advance(Duration.ofSeconds(3));
    assertThat(seen).containsExactly("download cancelled", "TimedOutException");
  }

  @Test
  void coroutinesThatWaitForEachOtherInACircleCannotBeCancelled() {
    var circle = new ArrayList<Deferred<String>>();
    var gate = new Deferred<String>();
    for (int i = 0; i < 100; i++) {
      int next = (i + 1) % 100;
      circle.add(
          Coroutine.start(() -> {
            await(gate);
            return await(circle.get(next));
          }));
    }
    gate.callback("");
    assertThatIllegalStateException()
        .isThrownBy(() -> circle.getFirst().cancel())
        .withMessageContaining("circle");
  }

  @Test
  void whatOthersFireInItsPlaceDoesNotKeepTheNextFromRunning() {
    var gate = new Deferred<String>();
    Deferred<String> outcome = Coroutine.start(() -> await(gate));
    Coroutine.start(() -> seen.add(await(gate)));
    outcome.callback("forged");
    gate.callback("genuine");
    watch(outcome);
    assertThat(seen).containsExactly("genuine", "result forged");
    assertThat(UnhandledFailures.take())
        .singleElement()
        .satisfies(told -> assertThat(told.value()).isInstanceOf(AlreadyCalledException.class));
  }

  @Test
  void aLongChainIsCancelledFromItsEnd() {
    var links = new ArrayList<Deferred<String>>();
    links.add(Coroutine.start(() -> await(operation("download"))));
    IntStream.range(0, 10_000)
        .forEach(i -> {
          Deferred<String> before = links.getLast();
          links.add(Coroutine.start(() -> await(before)));
        });
    watch(links.getLast());
    links.getLast().cancel();
    assertThat(seen).containsExactly("download cancelled", "CancelledException");
  }
}
