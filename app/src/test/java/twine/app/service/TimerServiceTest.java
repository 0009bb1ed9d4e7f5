package twine.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.trial.Assertions.assertNoResult;
import static twine.trial.Assertions.flushLoggedErrors;
import static twine.trial.Assertions.successResultOf;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.testing.simulation.Simulation;
import twine.trial.Simulated;

/** Work that is done again and again, in virtual time. */
final class TimerServiceTest {
  private static final Duration BEAT = Duration.ofSeconds(1);

  private final List<Duration> calls = new ArrayList<>();
  private final Simulation sim;

  TimerServiceTest(Simulation sim) {
    this.sim = sim;
  }

  private <S extends Service> S start(S service) throws Exception {
    service.setReactor(sim.host("host").reactor());
    service.startService();
    return service;
  }

  @Simulated
  void itWorksFromTheStartUntilTheStop() throws Exception {
    var timer = start(new TimerService(BEAT, () -> calls.add(sim.now())));
    sim.runFor(Duration.ofMillis(2_500));
    successResultOf(timer.stopService());
    sim.runFor(BEAT.multipliedBy(10));
    assertThat(calls).containsExactly(Duration.ZERO, BEAT, BEAT.multipliedBy(2));
  }

  @Simulated
  void itCanBeStartedAgain() throws Exception {
    var timer = start(new TimerService(BEAT, () -> calls.add(sim.now())));
    successResultOf(timer.stopService());
    timer.startService();
    sim.runFor(BEAT);
    assertThat(calls).hasSize(3);
    timer.stopService();
  }

  @Simulated
  void workThatThrowsIsItsFailure() throws Exception {
    var timer =
        start(
            new TimerService(
                BEAT,
                () -> {
                  throw new IOException("no disk");
                }));
    sim.run();
    assertThat(timer.isRunning()).isFalse();
    assertThat(flushLoggedErrors(IOException.class)).hasSize(1);
  }

  @Simulated
  void supervisedItGoesOnAfterAFailure() throws Exception {
    var supervisor = new Supervisor("sup", Strategy.ONE_FOR_ONE);
    supervisor.supervise(
        "timer",
        () ->
            new TimerService(
                BEAT,
                () -> {
                  calls.add(sim.now());
                  if (calls.size() == 2) {
                    throw new IOException("no disk");
                  }
                }));
    start(supervisor);
    sim.runFor(BEAT.multipliedBy(3));
    assertThat(calls)
        .containsExactly(Duration.ZERO, BEAT, BEAT, BEAT.multipliedBy(2), BEAT.multipliedBy(3));
    sim.await(supervisor.stopService());
    assertThat(flushLoggedErrors(IOException.class)).hasSize(1);
  }

  @Simulated
  void itsStopWaitsForTheWorkThatIsUnderWay() throws Exception {
    Deferred<@Nullable Void> work = new Deferred<>();
    var timer =
        start(
            TimerService.ofAsync(
                BEAT,
                () -> {
                  calls.add(sim.now());
                  return work;
                }));
    sim.runFor(BEAT.multipliedBy(5));
    assertThat(calls).as("it waits for the first").hasSize(1);
    Deferred<?> stopped = timer.stopService();
    assertNoResult(stopped);
    work.callback(null);
    successResultOf(stopped);
  }

  @Simulated
  void workThatDoesNotEndIsCancelledWhenTheTimeToStopIsOver() throws Exception {
    Deferred<@Nullable Void> work = new Deferred<>();
    var timer = TimerService.ofAsync(BEAT, () -> work);
    var top = MultiService.of(timer);
    start(top);
    sim.await(top.stopService());
    assertThat(sim.now()).isEqualTo(Duration.ofSeconds(10));
    assertThat(work.hasFired()).isTrue();
    flushLoggedErrors();
  }
}
