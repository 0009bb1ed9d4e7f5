package twine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.CancelledException;
import twine.defer.Deferred;
import twine.reactor.Reactor;
import twine.testing.MemoryReactors;
import twine.testing.VirtualTimers;

class TasksTest {
  private final VirtualTimers timers = new VirtualTimers();
  private final Reactor reactor = MemoryReactors.create();
  private final List<Object> seen = new ArrayList<>();

  @Test
  void deferLaterFiresWithWhatTheCallReturns() {
    Tasks.deferLater(timers, Duration.ofSeconds(2), () -> "poem").onResult(seen::add);
    timers.advance(Duration.ofMillis(1_999));
    assertThat(seen).isEmpty();
    timers.advance(Duration.ofMillis(1));
    assertThat(seen).containsExactly("poem");
  }

  @Test
  void deferLaterFailsWithWhatTheCallThrows() {
    Tasks.deferLater(
            timers,
            Duration.ZERO,
            () -> {
              throw new IOException("no poem");
            })
        .handle(failure -> seen.add(failure.getErrorMessage()));
    timers.advance(Duration.ZERO);
    assertThat(seen).containsExactly("no poem");
  }

  @Test
  @Tag("P19.10")
  void cancellingDeferLaterTakesTheCallBack() {
    Deferred<Boolean> later =
        Tasks.deferLater(timers, Duration.ofSeconds(2), () -> seen.add("ran"));
    later.addErrback(CancelledException.class, e -> seen.add("cancelled"));
    later.cancel();
    assertThat(timers.pending()).isZero();
    assertThat(seen).containsExactly("cancelled");
  }

  @Test
  void reactEndsWithItsDeferred() {
    int status =
        Tasks.react(
            reactor, r -> Tasks.deferLater(r, Duration.ofHours(5), () -> seen.add("worked")));
    assertThat(status).isZero();
    assertThat(seen).containsExactly("worked");
    assertThat(reactor.running()).isFalse();
  }

  @Test
  void reactEndsWithStatusOneIfTheWorkFails() {
    assertThat(Tasks.react(reactor, r -> Deferred.fail(new IOException("as expected")))).isOne();
  }

  @Test
  void reactEndsWithStatusOneIfTheWorkCannotBegin() {
    int status =
        Tasks.react(
            reactor,
            r -> {
              throw new IOException("as expected");
            });
    assertThat(status).isOne();
  }

  @Test
  void stoppingTheReactorCancelsTheWork() {
    int status =
        Tasks.react(
            reactor,
            r -> {
              r.callLater(Duration.ofSeconds(1), r::stop);
              return new Deferred<>(d -> seen.add("cancelled"));
            });
    assertThat(seen).containsExactly("cancelled");
    assertThat(status).isZero();
  }
}
