package twine.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twine.loop.AlreadyCancelledException;
import twine.loop.AlreadyRunException;
import twine.loop.DelayedCall;

final class VirtualTimersTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTimers timers = new VirtualTimers();
  private final List<String> events = new ArrayList<>();

  private DelayedCall later(Duration delay, String name) {
    return timers.callLater(delay, () -> events.add(name + " at " + seconds()));
  }

  private long seconds() {
    return Duration.ofNanos(timers.nanoTime()).toSeconds();
  }

  @Test
  void timeMovesOnlyWhenItIsToldTo() {
    later(Duration.ZERO, "call");
    assertThat(events).isEmpty();
    assertThat(timers.nanoTime()).isZero();
    timers.advance(Duration.ZERO);
    assertThat(events).containsExactly("call at 0");
  }

  @Test
  void advanceStopsAtEachMomentOnItsWay() {
    later(Duration.ofSeconds(3), "third");
    later(SECOND, "first");
    later(Duration.ofSeconds(2), "second");
    later(Duration.ofSeconds(5), "not yet");
    timers.advance(Duration.ofSeconds(4));
    assertThat(events).containsExactly("first at 1", "second at 2", "third at 3");
    assertThat(seconds()).isEqualTo(4);
    assertThat(timers.pending()).isEqualTo(1);
  }

  @Test
  void callsThatAreScheduledOnTheWayAreMadeOnTheWay() {
    timers.callLater(SECOND, () -> later(SECOND, "chained"));
    timers.advance(Duration.ofSeconds(10));
    assertThat(events).containsExactly("chained at 2");
  }

  @Test
  void callsOfTheSameMomentKeepTheOrderOfTheirScheduling() {
    later(SECOND, "one");
    DelayedCall moved = later(Duration.ofSeconds(9), "moved");
    later(SECOND, "two");
    moved.reset(SECOND);
    timers.advance(SECOND);
    assertThat(events).containsExactly("one at 1", "two at 1", "moved at 1");
  }

  @Test
  void aCallWithoutDelayFromACallComesAfterAllThatAreDue() {
    timers.callLater(SECOND, () -> later(Duration.ZERO, "without delay"));
    later(SECOND, "due");
    timers.advance(SECOND);
    assertThat(events).containsExactly("due at 1", "without delay at 1");
  }

  @Test
  void aCallMayBeCancelledMovedAndPutOff() {
    later(SECOND, "cancelled").cancel();
    later(SECOND, "reset").reset(Duration.ofSeconds(3));
    later(SECOND, "delayed").delay(SECOND);
    later(Duration.ofSeconds(9), "brought nearer").delay(Duration.ofSeconds(-8));
    timers.advance(Duration.ofSeconds(10));
    assertThat(events).containsExactly("brought nearer at 1", "delayed at 2", "reset at 3");
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aCallThatWasMadeOrCancelledCannotBeMoved() {
    DelayedCall made = later(Duration.ZERO, "made");
    DelayedCall cancelled = later(SECOND, "cancelled");
    cancelled.cancel();
    timers.advance(Duration.ZERO);
    assertThat(made.active()).isFalse();
    assertThatExceptionOfType(AlreadyRunException.class).isThrownBy(made::cancel);
    assertThatExceptionOfType(AlreadyRunException.class).isThrownBy(() -> made.delay(SECOND));
    assertThatExceptionOfType(AlreadyCancelledException.class).isThrownBy(cancelled::cancel);
    assertThatExceptionOfType(AlreadyCancelledException.class)
        .isThrownBy(() -> cancelled.reset(SECOND));
  }

  @Test
  void whatACallThrowsComesOutOfAdvanceWhenTheOthersAreMade() {
    timers.callLater(
        SECOND,
        () -> {
          throw new AssertionError("first");
        });
    timers.callLater(
        SECOND,
        () -> {
          throw new IllegalStateException("second");
        });
    later(Duration.ofSeconds(2), "made all the same");
    assertThatThrownBy(() -> timers.advance(Duration.ofSeconds(2)))
        .isInstanceOf(AssertionError.class)
        .hasMessage("first")
        .hasSuppressedException(new IllegalStateException("second"));
    assertThat(events).containsExactly("made all the same at 2");
    timers.advance(SECOND);
  }

  @Test
  void anEndlessChainWithoutDelayIsAnErrorAndNotAHang() {
    Runnable[] chain = new Runnable[1];
    chain[0] = () -> timers.callLater(Duration.ZERO, chain[0]);
    chain[0].run();
    assertThatThrownBy(() -> timers.advance(SECOND))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("for ever");
  }

  @Test
  void negativeTimesAreRefusedAndEndlessOnesAreNot() {
    Duration negative = Duration.ofNanos(-1);
    assertThatThrownBy(() -> later(negative, "refused"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> timers.advance(negative)).isInstanceOf(IllegalArgumentException.class);
    later(Duration.ofSeconds(Long.MAX_VALUE), "never");
    later(SECOND, "put off for ever").delay(Duration.ofSeconds(Long.MAX_VALUE));
    timers.advance(Duration.ofDays(10_000));
    assertThat(events).isEmpty();
  }

  @Test
  void getTimeIsTheMomentOnTheSameClock() {
    timers.advance(SECOND);
    assertThat(later(SECOND, "call").getTime()).isEqualTo(Duration.ofSeconds(2).toNanos());
  }
}
