package twine.protocols.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twine.testing.VirtualTimers;

final class IdleTimeoutTest {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  private final VirtualTimers timers = new VirtualTimers();
  private final List<Long> fired = new ArrayList<>();
  private final IdleTimeout idle = new IdleTimeout(timers, PERIOD, this::fired);

  private void fired() {
    fired.add(Duration.ofNanos(timers.nanoTime()).toSeconds());
  }

  private void advance(int seconds) {
    timers.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void firesOnceForEachStart() {
    idle.start();
    advance(100);
    assertThat(fired).containsExactly(10L);
    idle.start();
    advance(100);
    assertThat(fired).containsExactly(10L, 110L);
    assertThat(timers.pending()).isZero();
  }

  @Test
  void aResetBeginsTheWaitAgain() {
    idle.start();
    advance(9);
    idle.reset();
    advance(9);
    idle.start();
    advance(9);
    assertThat(fired).isEmpty();
    advance(1);
    assertThat(fired).containsExactly(28L);
  }

  @Test
  void aResetOfOneThatIsStoppedStartsNothing() {
    idle.reset();
    idle.start();
    idle.cancel();
    idle.cancel();
    idle.reset();
    assertThat(timers.pending()).isZero();
    idle.start();
    advance(10);
    idle.reset();
    assertThat(timers.pending()).isZero();
    assertThat(fired).containsExactly(10L);
  }

  @Test
  void mayBeStartedAgainByWhatItCalls() {
    IdleTimeout[] again = new IdleTimeout[1];
    again[0] =
        new IdleTimeout(
            timers,
            PERIOD,
            () -> {
              fired();
              again[0].start();
            });
    again[0].start();
    advance(35);
    assertThat(fired).containsExactly(10L, 20L, 30L);
  }

  @Test
  void aPeriodThatIsNotPositiveIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IdleTimeout(timers, Duration.ZERO, () -> {}))
        .withMessageContaining("PT0S");
  }
}
