package twine.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twine.trial.Assertions.assertNoResult;
import static twine.trial.Assertions.flushLoggedErrors;
import static twine.trial.Assertions.successResultOf;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import twine.defer.Deferred;
import twine.defer.TimedOutException;
import twine.testing.simulation.Simulation;
import twine.trial.Simulated;
import twine.trial.Trial;

/** Services in collections: who is started and stopped when, and what becomes of trouble. */
@Tag("P16.1")
@Tag("P16.2")
final class MultiServiceTest {
  private final List<String> events = new ArrayList<>();
  private final MultiService top = new MultiService("top");

  private Probe add(String name) {
    var child = new Probe(name, events);
    top.addService(child);
    return child;
  }

  @Trial
  void childrenAreStartedInOrderAndStoppedInReverse() {
    add("a");
    add("b");
    top.privilegedStartService();
    top.startService();
    assertThat(top.isRunning()).isTrue();
    successResultOf(top.stopService());
    assertThat(top.isRunning()).isFalse();
    assertThat(events)
        .containsExactly("prepare a", "prepare b", "start a", "start b", "stop b", "stop a");
  }

  @Trial
  void aChildIsStoppedWhenTheOneAfterItHasStopped() {
    Probe first = add("a");
    Deferred<@Nullable Void> slow = new Deferred<>();
    add("b").stopped = slow;
    top.startService();
    events.clear();
    Deferred<?> stopped = top.stopService();
    assertNoResult(stopped);
    assertThat(events).containsExactly("stop b");
    assertThat(first.isRunning()).isTrue();
    slow.callback(null);
    assertThat(events).containsExactly("stop b", "stop a");
    successResultOf(stopped);
  }

  @Trial
  void itCanBeStartedAgain() {
    add("a");
    for (int i = 0; i < 2; i++) {
      top.startService();
      successResultOf(top.stopService());
    }
    assertThat(events).containsExactly("start a", "stop a", "start a", "stop a");
  }

  @Trial
  void theSameChildIsAddedOnceWhicheverSideDoesIt() {
    Probe child = new Probe("a", events);
    child.setServiceParent(top);
    assertThat(child.parent()).isSameAs(top);
    assertThat(top).containsExactly(child);
    assertThatThrownBy(() -> top.addService(child))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a is in top already");
    assertThatThrownBy(() -> child.setServiceParent(new MultiService("other")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a has a parent already, top, and cannot be put into other");
    assertThat(top).containsExactly(child);
  }

  @Trial
  void aSecondChildOfTheSameNameIsRefused() {
    Probe first = add("a");
    Probe second = new Probe("a", events);
    assertThatThrownBy(() -> second.setServiceParent(top))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is a service named 'a' in top already");
    assertThat(second.parent()).isNull();
    assertThat(top).containsExactly(first);
  }

  @Trial
  void childrenAreFoundByName() {
    add("a");
    Probe wanted = add("b");
    top.addService(new MultiService());
    assertThat(top.getServiceNamed("b")).isSameAs(wanted);
    assertThatThrownBy(() -> top.getServiceNamed("c"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("there is no service named 'c' in top; there are: a, b");
  }

  @Trial
  void aChildOfARunningCollectionIsStartedAtOnce() {
    top.startService();
    Probe late = add("late");
    assertThat(events).containsExactly("prepare late", "start late");
    successResultOf(late.disownServiceParent());
    assertThat(late.parent()).isNull();
    assertThat(events).endsWith("stop late");
    assertThat(top).isEmpty();
  }

  @Trial
  void whoLeavesIsWaitedFor() {
    Probe child = add("a");
    Deferred<@Nullable Void> slow = new Deferred<>();
    child.stopped = slow;
    top.startService();
    Deferred<?> left = top.removeService(child);
    assertNoResult(left);
    slow.callback(null);
    successResultOf(left);
    assertThatThrownBy(() -> top.removeService(child))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a is not in top");
  }

  @Trial
  void ifAChildDoesNotStartThoseBeforeItAreStoppedAgain() {
    add("a");
    add("b").refusal = new IOException("no poem");
    add("c");
    assertThatThrownBy(top::startService)
        .isInstanceOf(ServiceStartException.class)
        .hasMessage("top/b did not start: no poem")
        .hasCauseInstanceOf(IOException.class);
    assertThat(events).containsExactly("start a", "start b", "stop b", "stop a");
    assertThat(top.isRunning()).isFalse();
  }

  @Trial
  void aChildThatIsStillToBeStartedWhenItsParentIsStoppedIsNot() {
    add("a").inStart = () -> top.stopService();
    add("b");
    top.startService();
    assertThat(top.isRunning()).isFalse();
    assertThat(events).containsExactly("start a", "stop a");
  }

  @Simulated
  void aChildThatNeverStopsIsGivenUpAfterAWhile(Simulation sim) throws Exception {
    top.setReactor(sim.host("top").reactor());
    add("a");
    Deferred<@Nullable Void> never = new Deferred<>();
    Probe stuck = add("stuck");
    stuck.stopped = never;
    stuck.setStopTimeout(Duration.ofSeconds(3));
    top.startService();
    Deferred<?> stopped = top.stopService();
    sim.await(stopped);
    assertThat(sim.now()).isEqualTo(Duration.ofSeconds(3));
    assertThat(events).endsWith("stop stuck", "stop a");
    assertThat(never.hasFired()).as("it was cancelled").isTrue();
    assertThat(flushLoggedErrors(TimedOutException.class)).hasSize(1);
  }

  @Trial
  void aChildThatDoesNotStopProperlyHoldsNobodyUp() {
    add("a");
    add("b").stopped = Deferred.fail(new IOException("disk full"));
    top.startService();
    successResultOf(top.stopService());
    assertThat(events).endsWith("stop b", "stop a");
    assertThat(flushLoggedErrors(IOException.class)).hasSize(1);
  }

  @Simulated
  void aStopThatWasGivenUpAndEndsLaterDoesNotEndTheNextOne(Simulation sim) throws Exception {
    top.setReactor(sim.host("top").reactor());
    Probe stuck = add("stuck");
    Deferred<@Nullable Void> late = new Deferred<>();
    stuck.stopped = late.relayCancel(() -> {}); // cannot be cancelled
    top.startService();
    sim.await(top.stopService());
    top.startService();
    Deferred<@Nullable Void> next = new Deferred<>();
    stuck.stopped = next;
    Deferred<?> stopped = top.stopService();
    late.callback(null);
    assertNoResult(stopped);
    next.callback(null);
    successResultOf(stopped);
    assertThat(flushLoggedErrors(TimedOutException.class)).hasSize(1);
  }
}
