package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The lock, and the semaphore of which it is the narrowest. */
@ExtendWith(NothingUnhandled.class)
final class DeferredLockTest {
  private final List<Object> seen = new ArrayList<>();
  private final DeferredLock lock = new DeferredLock();

  private void note(Outcome<?> outcome) {
    seen.add(outcome.toString());
  }

  @Test
  void aFreeLockIsAcquiredAtOnce() {
    lock.acquire().onResult(seen::add);

    assertThat(seen).containsExactly(lock);
    assertThat(lock.isLocked()).isTrue();
  }

  @Test
  void othersWaitInOrder() {
    lock.acquire();
    lock.acquire().onResult(_ -> seen.add("second"));
    lock.acquire().onResult(_ -> seen.add("third"));
    assertThat(lock.waiting()).isEqualTo(2);

    lock.release();
    assertThat(seen).containsExactly("second");
    lock.release();
    lock.release();

    assertThat(seen).containsExactly("second", "third");
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void releasingWhatNobodyHoldsIsRefused() {
    assertThatIllegalStateException().isThrownBy(lock::release);
  }

  @Test
  void cancellingGivesUpThePlaceInTheQueue() {
    lock.acquire();
    Deferred<DeferredLock> second = lock.acquire();
    lock.acquire().onResult(_ -> seen.add("third"));

    second.onBoth(this::note).handle(_ -> {}).cancel();
    lock.release();

    assertThat(seen)
        .containsExactly("Failed[CancelledException: The Deferred was cancelled.]", "third");
    assertThat(lock.waiting()).isZero();
  }

  @Test
  void cancellingWhatHasBeenAcquiredDoesNothing() {
    lock.acquire().cancel();

    assertThat(lock.isLocked()).isTrue();
  }

  @Test
  void runHoldsTheLockForTheCall() {
    lock.run(
            () -> {
              seen.add(lock.isLocked());
              return "poem";
            })
        .onBoth(this::note);

    assertThat(seen).containsExactly(true, "Success[poem]");
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void runReleasesWhenTheCallThrows() {
    lock.<String>run(
            () -> {
              throw new IOException("oops");
            })
        .onBoth(this::note)
        .handle(_ -> {});

    assertThat(seen).containsExactly("Failed[IOException: oops]");
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void runAsyncHoldsTheLockUntilTheDeferredHasAnOutcome() {
    var work = new Deferred<String>();
    lock.runAsync(() -> work).onBoth(this::note);
    lock.run(() -> seen.add("next"));
    assertThat(seen).isEmpty();

    work.callback("done");

    assertThat(seen).containsExactly("next", "Success[done]");
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void cancellingARunThatWaitsMeansThatItNeverRuns() {
    lock.acquire();
    Deferred<Boolean> run = lock.run(() -> seen.add("run"));

    run.handle(_ -> {}).cancel();
    lock.release();

    assertThat(seen).isEmpty();
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void cancellingARunThatGoesOnCancelsTheWorkAndReleases() {
    var work = new Deferred<String>(_ -> seen.add("work cancelled"));
    Deferred<String> run = lock.runAsync(() -> work);

    run.handle(_ -> {}).cancel();

    assertThat(seen).containsExactly("work cancelled");
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void nobodyOvertakesThoseWhoWait() {
    lock.acquire();
    lock.acquire()
        .onResult(_ -> {
          seen.add("second");
          lock.release();
          lock.run(() -> seen.add("late comer"));
        });
    lock.run(() -> seen.add("third"));

    lock.release();

    assertThat(seen).containsExactly("second", "third", "late comer");
  }

  @Test
  void anyNumberMayPassItOnWithoutRecursion() {
    lock.acquire();
    int[] ran = new int[1];
    for (int i = 0; i < 100_000; i++) {
      lock.run(() -> ran[0]++);
    }

    lock.release();

    assertThat(ran[0]).isEqualTo(100_000);
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void aSemaphoreLetsSoManyInAndNoMore() {
    var semaphore = new DeferredSemaphore(2);
    semaphore.acquire().onResult(_ -> seen.add(1));
    semaphore.acquire().onResult(_ -> seen.add(2));
    semaphore.acquire().onResult(_ -> seen.add(3));
    assertThat(seen).containsExactly(1, 2);
    assertThat(semaphore.tokens()).isZero();
    assertThat(semaphore.waiting()).isEqualTo(1);

    semaphore.release();

    assertThat(seen).containsExactly(1, 2, 3);
  }

  @Test
  void aSemaphoreRunsSoManyAtOnce() {
    var semaphore = new DeferredSemaphore(2);
    List<Deferred<String>> running = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      semaphore.runAsync(() -> {
        running.add(new Deferred<>());
        return running.getLast();
      });
    }
    assertThat(running).hasSize(2);

    running.get(0).callback("done");
    assertThat(running).hasSize(3);
    running.get(2).callback("done");

    assertThat(running).hasSize(4);
    semaphore.run(() -> seen.add("waits"));
    assertThat(seen).isEmpty();
  }

  @Test
  void aSemaphoreKeepsItsLimit() {
    var semaphore = new DeferredSemaphore(1);

    assertThatIllegalStateException().isThrownBy(semaphore::release);
    assertThatIllegalArgumentException().isThrownBy(() -> new DeferredSemaphore(0));
  }
}
