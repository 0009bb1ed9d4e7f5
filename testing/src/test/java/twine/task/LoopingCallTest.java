package twine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.testing.VirtualTimers;

@Tag("P3.13")
class LoopingCallTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualTimers timers = new VirtualTimers();
  private final List<Long> beats = new ArrayList<>();
  private final List<Object> ended = new ArrayList<>();

  @AfterEach
  void nothingIsLeftBehind() {
    assertThat(timers.pending()).isZero();
  }

  @Test
  void beatsNowAndThenOnTheGrid() {
    LoopingCall loop = new LoopingCall(timers, this::beat);
    loop.start(SECOND);
    timers.advance(Duration.ofMillis(2_500));
    loop.stop();
    assertThat(beats).containsExactly(0L, 1_000L, 2_000L);
  }

  @Test
  void beatsLaterIfAskedTo() {
    LoopingCall loop = new LoopingCall(timers, this::beat);
    loop.startLater(SECOND);
    timers.advance(Duration.ofMillis(2_500));
    loop.stop();
    assertThat(beats).containsExactly(1_000L, 2_000L);
  }

  @Test
  void theDeferredFiresWithTheLoopWhenItIsStopped() {
    LoopingCall loop = new LoopingCall(timers, this::beat);
    loop.start(SECOND).onResult(ended::add);
    assertThat(loop.running()).isTrue();
    loop.stop();
    assertThat(ended).containsExactly(loop);
    assertThat(loop.running()).isFalse();
  }

  @Test
  void itMayBeStoppedFromInside() {
    LoopingCall[] loop = new LoopingCall[1];
    loop[0] =
        new LoopingCall(
            timers,
            () -> {
              beat();
              if (beats.size() == 3) {
                loop[0].stop();
              }
            });
    loop[0].start(SECOND).onResult(ended::add);
    timers.advance(Duration.ofSeconds(10));
    assertThat(beats).hasSize(3);
    assertThat(ended).hasSize(1);
  }

  @Test
  void aFailureOfTheWorkEndsItWithThatFailure() {
    LoopingCall loop =
        new LoopingCall(
            timers,
            () -> {
              beat();
              throw new IOException("I fall down.");
            });
    loop.start(SECOND).addErrback(IOException.class, e -> record(e, loop));
    timers.advance(Duration.ofSeconds(10));
    assertThat(beats).hasSize(1);
    assertThat(ended).singleElement().asString().contains("I fall down.");
    assertThat(loop.running()).isFalse();
  }

  @Test
  void missedBeatsAreSkippedAndTheGridIsKept() {
    LoopingCall loop =
        LoopingCall.ofAsync(
            timers,
            () -> {
              beat();
              Duration busy = Duration.ofMillis(beats.size() == 2 ? 2_300 : 0);
              return Tasks.deferLater(timers, busy, () -> "worked"); // the second until 3.3 s
            });
    loop.start(SECOND);
    timers.advance(Duration.ofMillis(5_500));
    loop.stop();
    assertThat(beats).containsExactly(0L, 1_000L, 4_000L, 5_000L);
  }

  @Test
  void itWaitsForTheDeferredOfTheWork() {
    List<Deferred<Object>> works = new ArrayList<>();
    LoopingCall loop =
        LoopingCall.ofAsync(
            timers,
            () -> {
              beat();
              works.add(new Deferred<>());
              return works.getLast();
            });
    loop.start(SECOND);
    timers.advance(Duration.ofMillis(2_500));
    assertThat(beats).containsExactly(0L);
    works.getFirst().callback("done");
    timers.advance(SECOND);
    assertThat(beats).containsExactly(0L, 3_000L);
    loop.stop();
    works.getLast().callback("too late to matter");
  }

  @Test
  void aFailedDeferredOfTheWorkEndsIt() {
    LoopingCall loop = LoopingCall.ofAsync(timers, () -> Deferred.fail(new IOException("no")));
    loop.start(SECOND).addErrback(IOException.class, e -> record(e, loop));
    assertThat(ended).singleElement().asString().contains("no");
  }

  @Test
  void aZeroIntervalBeatsOnceInEachTurn() {
    LoopingCall loop = new LoopingCall(timers, this::beat);
    loop.start(Duration.ZERO);
    assertThat(timers.pending()).isEqualTo(1);
    loop.stop();
    assertThat(beats).hasSize(1);
  }

  @Test
  void resetMovesTheGrid() {
    LoopingCall loop = new LoopingCall(timers, this::beat);
    loop.start(SECOND);
    timers.advance(Duration.ofMillis(600));
    loop.reset();
    timers.advance(Duration.ofSeconds(2));
    loop.stop();
    assertThat(beats).containsExactly(0L, 1_600L, 2_600L);
  }

  @Test
  void itCanBeStartedAgain() {
    LoopingCall loop = new LoopingCall(timers, this::beat);
    loop.start(SECOND);
    loop.stop();
    loop.start(SECOND);
    loop.stop();
    assertThat(beats).hasSize(2);
  }

  @Test
  @Tag("P19.10")
  void cancellingTheDeferredStopsIt() {
    LoopingCall loop = new LoopingCall(timers, this::beat);
    Deferred<LoopingCall> running = loop.start(SECOND);
    running.onBoth(ended::add);
    running.cancel();
    assertThat(loop.running()).isFalse();
    assertThat(ended).hasSize(1);
  }

  @Test
  void misuseIsRefused() {
    LoopingCall loop = new LoopingCall(timers, this::beat);
    assertThatIllegalStateException().isThrownBy(loop::stop);
    assertThatIllegalStateException().isThrownBy(loop::reset);
    assertThatIllegalArgumentException().isThrownBy(() -> loop.start(Duration.ofSeconds(-1)));
    loop.start(SECOND);
    assertThatIllegalStateException().isThrownBy(() -> loop.start(SECOND));
    loop.stop();
  }

  private void beat() {
    beats.add(Duration.ofNanos(timers.nanoTime()).toMillis());
  }

  private LoopingCall record(Throwable reason, LoopingCall loop) {
    ended.add(reason instanceof CancelledException ? "cancelled" : reason);
    return loop;
  }
}
