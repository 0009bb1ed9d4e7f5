package twine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.testing.VirtualTimers;

@Tag("P4.8")
class CooperatorTest {
  private final VirtualTimers timers = new VirtualTimers();
  private final Cooperator cooperator = new Cooperator(timers, Duration.ofMillis(10));
  private final List<String> steps = new ArrayList<>();

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(timers.pending()).isZero();
  }

  @Test
  void tasksTakeTurnsStepByStep() {
    cooperator.cooperate(task("a", 3));
    cooperator.cooperate(task("b", 2));
    turn();
    assertThat(steps).containsExactly("a0", "b0", "a1", "b1", "a2");
  }

  @Test
  void nothingIsDoneBeforeTheNextTurn() {
    cooperator.cooperate(task("a", 1));
    assertThat(steps).isEmpty();
    turn();
    assertThat(steps).hasSize(1);
  }

  @Test
  void theLoopHasItsTurnWhenTheSliceIsOver() {
    List<Integer> stepsWhenTheLoopHadItsTurn = new ArrayList<>();
    Cooperator slow = new Cooperator(new SlowClock(timers), Duration.ofMillis(10));
    slow.cooperate(task("a", 10)); // each look at the clock takes 5 ms
    timers.callLater(Duration.ZERO, () -> stepsWhenTheLoopHadItsTurn.add(steps.size()));
    turn();
    assertThat(stepsWhenTheLoopHadItsTurn)
        .singleElement()
        .satisfies(n -> assertThat(n).isBetween(1, 3));
    assertThat(steps).hasSize(10);
  }

  @Test
  void whereTimeStandsStillASliceEndsAllTheSame() {
    CooperativeTask endless = cooperator.cooperate(Stream.generate(() -> "step").iterator());
    List<String> loop = new ArrayList<>();
    timers.callLater(
        Duration.ZERO,
        () ->
            timers.callLater(
                Duration.ZERO,
                () -> {
                  loop.add("turn");
                  endless.stop();
                }));
    endless.whenDone().handle(failure -> {});
    turn();
    assertThat(loop).containsExactly("turn");
  }

  @Test
  void theDeferredFiresAfterTheLastStep() {
    List<Object> done = new ArrayList<>();
    CooperativeTask task = cooperator.cooperate(task("a", 2));
    task.whenDone().onBoth(() -> done.add(List.copyOf(steps)));
    turn();
    assertThat(done).containsExactly(List.of("a0", "a1"));
  }

  @Test
  void aStepThatFailsEndsItsTaskOnly() {
    List<String> failures = new ArrayList<>();
    Iterator<Object> failing =
        Stream.generate(
                () -> {
                  throw new IllegalArgumentException("bad step");
                })
            .iterator();
    cooperator.cooperate(failing).whenDone().handle(f -> failures.add(f.getErrorMessage()));
    cooperator.cooperate(task("b", 2));
    turn();
    assertThat(failures).containsExactly("bad step");
    assertThat(steps).containsExactly("b0", "b1");
  }

  @Test
  void aStepThatReturnsADeferredHoldsItsTaskUp() {
    Deferred<Object> waited = new Deferred<>();
    cooperator
        .cooperate(List.of(waited, "unseen").iterator())
        .whenDone()
        .onBoth(() -> steps.add("end"));
    cooperator.cooperate(task("b", 1));
    turn();
    assertThat(steps).containsExactly("b0");
    waited.callback("go on");
    turn();
    assertThat(steps).containsExactly("b0", "end");
  }

  @Test
  void aFailedDeferredOfAStepEndsTheTask() {
    List<String> failures = new ArrayList<>();
    cooperator
        .cooperate(List.of(Deferred.fail(new IllegalStateException("lost"))).iterator())
        .whenDone()
        .handle(f -> failures.add(f.getErrorMessage()));
    turn();
    assertThat(failures).containsExactly("lost");
  }

  @Test
  void pausesNest() {
    CooperativeTask task = cooperator.cooperate(task("a", 1));
    task.pause();
    task.pause();
    task.resume();
    turn();
    assertThat(steps).isEmpty();
    task.resume();
    turn();
    assertThat(steps).containsExactly("a0");
    assertThatIllegalStateException().isThrownBy(task::resume);
  }

  @Test
  void aStoppedTaskFailsAsCancelled() {
    List<Throwable> reasons = new ArrayList<>();
    CooperativeTask task = cooperator.cooperate(task("a", 5));
    task.whenDone().handle(f -> reasons.add(f.value()));
    task.stop();
    task.stop();
    turn();
    assertThat(steps).isEmpty();
    assertThat(reasons).singleElement().isInstanceOf(CancelledException.class);
  }

  @Test
  void cancellingTheDeferredStopsTheTask() {
    CooperativeTask task = cooperator.cooperate(task("a", 5));
    task.whenDone().handle(f -> steps.add("cancelled"));
    task.whenDone().cancel();
    turn();
    assertThat(steps).containsExactly("cancelled");
  }

  @Test
  void aTaskWithoutStepsIsDoneInTheFirstTurn() {
    cooperator.cooperate(Collections.emptyIterator()).whenDone().onBoth(() -> steps.add("end"));
    turn();
    assertThat(steps).containsExactly("end");
  }

  private void turn() {
    timers.advance(Duration.ZERO);
  }

  private Iterator<?> task(String name, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> {
          steps.add(name + i);
          return i;
        })
        .iterator();
  }
}
