package twine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twine.reactor.Reactor;
import twine.reactor.spi.KernelReactor;

/**
 * A call from another thread that comes while the reactor is falling asleep, at each moment at
 * which the driver can tell.
 */
final class WakeUpRaceTest {
  private static final int NEVER = -1;

  private final List<Long> calledAt = new ArrayList<>();

  /** A memory driver that has something happen at a given look at its clock, or before a wait. */
  private static final class Meddling extends DelegatingDriver {
    private int looks;
    private int meddleAt = NEVER;
    private boolean meddleBeforeWait;
    private Runnable meddling = () -> {};

    @Override
    public long nanoTime() {
      if (looks++ == meddleAt) {
        meddling.run();
      }
      return super.nanoTime();
    }

    @Override
    public void await(long timeoutNanos) {
      if (meddleBeforeWait) {
        meddleBeforeWait = false;
        meddling.run();
      }
      super.await(timeoutNanos);
    }
  }

  private void runWith(Meddling driver, int look) {
    Reactor reactor = new KernelReactor(driver);
    driver.meddling = () -> callFromAnotherThread(reactor, driver);
    reactor.callLater(Duration.ofDays(1), reactor::stop);
    driver.looks = 0;
    driver.meddleAt = look;
    reactor.run();
  }

  private void callFromAnotherThread(Reactor reactor, Meddling driver) {
    Thread caller =
        Thread.ofPlatform()
            .start(() -> reactor.callFromThread(() -> calledAt.add(driver.memory().nanoTime())));
    try {
      caller.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The first look is for timers that are due, the second for how long to sleep. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  @Timeout(20)
  void aCallThatComesAsTheReactorLooksAtItsClockIsNotSleptOver(int look) {
    Meddling driver = new Meddling();
    runWith(driver, look);
    assertThat(calledAt).containsExactly(0L);
  }

  @Test
  @Timeout(20)
  void aCallThatComesAsTheWaitBeginsEndsIt() {
    Meddling driver = new Meddling();
    driver.meddleBeforeWait = true;
    runWith(driver, NEVER);
    assertThat(calledAt).containsExactly(0L);
  }
}
