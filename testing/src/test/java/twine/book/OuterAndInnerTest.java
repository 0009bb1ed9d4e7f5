package twine.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Deferred;
import twine.loop.DelayedCall;
import twine.testing.VirtualTimers;

/**
 * Part 19, exercise 5: an outer Deferred that waits for an inner one, both fired by timers. The
 * outer one is fired after two seconds, and the inner one, which is begun by that, two seconds
 * later.
 */
@Tag("P19.13")
final class OuterAndInnerTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private final VirtualTimers timers = new VirtualTimers();
  private final List<String> seen = new ArrayList<>();
  private final Deferred<String> outer = later("outer");

  /** An operation that takes two seconds, and is stopped by being cancelled. */
  private Deferred<String> later(String name) {
    var operation = new Deferred<String>();
    DelayedCall call = timers.callLater(TWO_SECONDS, () -> operation.callback(name + " result"));
    return operation.onCancel(() -> {
      seen.add(name + " stopped");
      call.cancel();
    });
  }

  @BeforeEach
  void addTheSecondStep() {
    outer
        .addAsyncCallback(result -> {
          seen.add(result);
          return later("inner");
        })
        .onResult(seen::add)
        .handle(failure -> seen.add(failure.value().getClass().getSimpleName()));
  }

  private void cancelAfter(double seconds) {
    timers.advance(Duration.ofMillis((long) (seconds * 1000)));
    seen.add("cancel");
    outer.cancel();
    timers.advance(Duration.ofMinutes(1));
    assertThat(timers.pending()).isZero();
  }

  @Test
  void cancelledEarlyTheOuterOperationIsStopped() {
    cancelAfter(1);
    assertThat(seen).containsExactly("cancel", "outer stopped", "CancelledException");
  }

  @Test
  void cancelledInBetweenTheInnerOperationIsStopped() {
    cancelAfter(3);
    assertThat(seen)
        .containsExactly("outer result", "cancel", "inner stopped", "CancelledException");
  }

  @Test
  void cancelledLateNothingIsStopped() {
    cancelAfter(5);
    assertThat(seen).containsExactly("outer result", "inner result", "cancel");
  }
}
