package twine.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import twine.defer.Deferred;
import twine.reactor.Reactor;
import twine.testing.LoggedErrors;
import twine.testing.simulation.Simulation;
import twine.trial.SetUp;
import twine.trial.Simulated;
import twine.trial.TearDown;

/** Who is stopped and started again when a child fails. */
final class SupervisorTest {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final List<String> events = new ArrayList<>();
  private final Application application = new Application("app");
  private final LoggedErrors logged = LoggedErrors.ofTwine();
  private final Simulation sim;

  SupervisorTest(Simulation sim) {
    this.sim = sim;
  }

  @SetUp
  void give() {
    application.setReactor(reactor());
  }

  @TearDown
  void expectNoOtherErrors() {
    logged.close();
    logged.expectNoMore();
  }

  private Reactor reactor() {
    return sim.host("host").reactor();
  }

  private Supervisor start(Strategy strategy, Restart restart, String... names) {
    var supervisor = new Supervisor("sup", strategy);
    for (String name : names) {
      supervisor.supervise(name, restart, () -> new Probe(null, events));
    }
    application.addService(supervisor);
    application.startService();
    events.clear();
    return supervisor;
  }

  private Supervisor start(Strategy strategy, String... names) {
    return start(strategy, Restart.PERMANENT, names);
  }

  private void fail(Supervisor supervisor, String name) {
    supervisor.getServiceNamed(name).fail(new IOException(name + " broke"));
    settle();
  }

  private void settle() {
    sim.runFor(Duration.ofMillis(1));
  }

  private void assertFailures(int expected) {
    assertThat(logged(IOException.class)).hasSize(expected);
  }

  private List<LoggedErrors.Entry> logged(Class<? extends Exception> type) {
    return logged.take(entry -> type.isInstance(entry.thrown()));
  }

  @Simulated
  void oneForOneRestartsOnlyTheOneThatFailedAsANewService() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ONE, "a", "b", "c");
    Service before = supervisor.getServiceNamed("b");
    fail(supervisor, "b");
    assertThat(events).containsExactly("stop b", "prepare b", "start b");
    assertThat(supervisor.getServiceNamed("b")).isNotSameAs(before);
    assertThat(supervisor.getServiceNamed("b").isRunning()).isTrue();
    assertThat(before.parent()).isNull();
    assertFailures(1);
  }

  @Simulated
  void oneForAllRestartsAll() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ALL, "a", "b", "c");
    fail(supervisor, "b");
    assertThat(events)
        .filteredOn(event -> !event.startsWith("prepare"))
        .containsExactly("stop c", "stop b", "stop a", "start a", "start b", "start c");
    assertFailures(1);
  }

  @Simulated
  void restForOneRestartsThatOneAndThoseAfterIt() {
    Supervisor supervisor = start(Strategy.REST_FOR_ONE, "a", "b", "c");
    fail(supervisor, "b");
    assertThat(events)
        .filteredOn(event -> !event.startsWith("prepare"))
        .containsExactly("stop c", "stop b", "start b", "start c");
    assertFailures(1);
  }

  @Simulated
  void aServiceThatWasAddedIsItselfStartedAgain() {
    var supervisor = new Supervisor("sup", Strategy.ONE_FOR_ONE);
    var child = new Probe("a", events);
    supervisor.addService(child);
    application.addService(supervisor);
    application.startService();
    fail(supervisor, "a");
    assertThat(events).endsWith("stop a", "prepare a", "start a");
    assertThat(supervisor).containsExactly(child);
    assertThat(child.parent()).isSameAs(supervisor);
    assertFailures(1);
  }

  @Simulated
  void aPermanentChildIsRestartedAlsoWhenItHasFinished() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ONE, "a");
    supervisor.getServiceNamed("a").finish();
    settle();
    assertThat(events).containsExactly("stop a", "prepare a", "start a");
  }

  @Simulated
  void aTransientChildIsRestartedWhenItFailsAndNotWhenItHasFinished() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ONE, Restart.TRANSIENT, "a");
    fail(supervisor, "a");
    assertThat(events).containsExactly("stop a", "prepare a", "start a");
    events.clear();
    supervisor.getServiceNamed("a").finish();
    settle();
    assertThat(events).containsExactly("stop a");
    assertThat(supervisor.getServiceNamed("a").isRunning()).isFalse();
    assertFailures(1);
  }

  @Simulated
  void aTemporaryChildIsTakenOutWhenItFails() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ONE, Restart.TEMPORARY, "a");
    fail(supervisor, "a");
    assertThat(events).containsExactly("stop a");
    assertThat(supervisor).isEmpty();
    assertThatThrownBy(() -> supervisor.getServiceNamed("a"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("there is no service named 'a' in sup now");
    assertFailures(1);
  }

  @Simulated
  void aTemporaryChildGoesWithTheGroup() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ALL, "a");
    supervisor.supervise("t", Restart.TEMPORARY, () -> new Probe(null, events));
    events.clear();
    fail(supervisor, "a");
    assertThat(events).containsExactly("stop t", "stop a", "prepare a", "start a");
    assertThat(supervisor).hasSize(1);
    assertFailures(1);
  }

  @Simulated
  void tooManyRestartsWithinThePeriodAreTheSupervisorsFailure() {
    List<Throwable> told = new ArrayList<>();
    application.setFailureHandler((service, why) -> told.add(why));
    Supervisor supervisor = start(Strategy.ONE_FOR_ONE, "a", "b");
    supervisor.setLimit(2, PERIOD);
    fail(supervisor, "a");
    fail(supervisor, "b");
    assertThat(told).isEmpty();
    fail(supervisor, "a");
    assertThat(told).hasSize(1);
    assertThat(told.getFirst())
        .isInstanceOf(RestartLimitException.class)
        .hasMessage("app/sup/a would have to be restarted once more, after 2 restarts within 5 s")
        .hasRootCauseMessage("a broke");
    assertThat(supervisor.isRunning()).isFalse();
    assertThat(events).endsWith("stop b", "stop a");
    assertThat(application.isRunning()).isTrue();
    assertThat(logged(RestartLimitException.class)).hasSize(1);
    assertFailures(3);
  }

  @Simulated
  void restartsThatAreLongPastAreNotCounted() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ONE, "a");
    supervisor.setLimit(1, PERIOD);
    for (int i = 0; i < 10; i++) {
      fail(supervisor, "a");
      sim.runFor(PERIOD);
    }
    assertThat(supervisor.isRunning()).isTrue();
    assertFailures(10);
  }

  @Simulated
  void aSupervisorThatGaveUpIsRestartedByTheOneAboveIt() {
    var upper = new Supervisor("upper", Strategy.ONE_FOR_ONE);
    upper.supervise(
        "lower",
        () -> {
          var lower = new Supervisor(Strategy.ONE_FOR_ONE);
          lower.setLimit(0, PERIOD);
          lower.supervise("a", () -> new Probe(null, events));
          return lower;
        });
    application.addService(upper);
    application.startService();
    events.clear();
    var first = (Supervisor) upper.getServiceNamed("lower");
    fail(first, "a");
    assertThat(upper.getServiceNamed("lower")).isNotSameAs(first);
    assertThat(events).containsExactly("stop a", "prepare a", "start a");
    logged.take(entry -> true);
  }

  @Simulated
  void aGroupIsRestartedAsAWholeWhenSomethingInItFails() {
    var group = new MultiService("group");
    var inner = new Probe("inner", events);
    group.addService(inner);
    group.addService(new Probe("sibling", events));
    var supervisor = new Supervisor("sup", Strategy.ONE_FOR_ONE);
    supervisor.addService(group);
    application.addService(supervisor);
    application.startService();
    events.clear();
    inner.fail(new IOException("broke"));
    settle();
    assertThat(events)
        .containsExactly(
            "stop sibling",
            "stop inner",
            "prepare inner",
            "prepare sibling",
            "start inner",
            "start sibling");
    assertFailures(1);
  }

  @Simulated
  void withoutASupervisorTheServiceThatFailsIsStoppedAndTheOthersGoOn() {
    List<Service> told = new ArrayList<>();
    application.setFailureHandler((service, why) -> told.add(service));
    var broken = new Probe("a", events);
    var other = new Probe("b", events);
    application.addService(MultiService.of(broken, other));
    application.startService();
    events.clear();
    broken.fail(new IOException("broke"));
    broken.fail(new IOException("broke again, and is not heard"));
    settle();
    assertThat(events).containsExactly("stop a");
    assertThat(other.isRunning()).isTrue();
    assertThat(told).containsExactly(broken);
    assertFailures(2);
  }

  @Simulated
  void aServiceThatIsNotRunningCannotFail() {
    var child = new Probe("a", events);
    application.addService(child);
    child.fail(new IOException("early"));
    child.finish();
    settle();
    assertThat(events).isEmpty();
    assertFailures(1);
  }

  @Simulated
  void aChildThatFailsInItsStartIsRestarted() {
    var starts = new ArrayList<Probe>();
    Supervisor supervisor = new Supervisor("sup", Strategy.ONE_FOR_ONE);
    supervisor.supervise(
        "a",
        probe(
            starts,
            probe -> {
              if (starts.size() == 1) {
                probe.inStart = () -> probe.fail(new IOException("half-way"));
              }
            }));
    application.addService(supervisor);
    application.startService();
    settle();
    assertThat(starts).hasSize(2);
    assertThat(starts.getLast().isRunning()).isTrue();
    assertFailures(1);
  }

  private Supplier<Probe> probe(List<Probe> made, Consumer<Probe> arrange) {
    return () -> {
      var probe = new Probe(null, events);
      made.add(probe);
      arrange.accept(probe);
      return probe;
    };
  }

  @Simulated
  void aChildThatDoesNotStartAgainIsTriedAgainUntilTheLimit() {
    var starts = new ArrayList<Probe>();
    Supervisor supervisor = new Supervisor("sup", Strategy.REST_FOR_ONE);
    supervisor.setLimit(3, PERIOD);
    supervisor.supervise(
        "a",
        probe(
            starts,
            probe -> {
              if (starts.size() > 1) {
                probe.refusal = new IOException("no");
              }
            }));
    supervisor.supervise("b", () -> new Probe(null, events));
    application.addService(supervisor);
    application.startService();
    fail(supervisor, "a");
    assertThat(starts).hasSize(4);
    assertThat(supervisor.isRunning()).isFalse();
    assertThat(events).endsWith("start a", "stop a");
    assertThat(logged(RestartLimitException.class)).hasSize(1);
    assertThat(logged(ServiceStartException.class)).hasSize(3);
    assertFailures(1);
  }

  @Simulated
  void aChildThatDoesNotStartAtFirstKeepsTheSupervisorFromStarting() {
    Supervisor supervisor = new Supervisor("sup", Strategy.ONE_FOR_ONE);
    supervisor.supervise("a", () -> new Probe(null, events));
    supervisor.supervise(
        "b",
        () -> {
          throw new IllegalArgumentException("no such feed");
        });
    application.addService(supervisor);
    assertThatThrownBy(application::startService)
        .isInstanceOf(ServiceStartException.class)
        .hasMessage("app/sup/b did not start: no such feed");
    assertThat(events).as("nothing is started when one cannot be made").isEmpty();
    assertThat(application.isRunning()).isFalse();
  }

  @Simulated
  void failuresWhileAGroupIsBeingRestartedComeAfterwards() throws Exception {
    Supervisor supervisor = start(Strategy.REST_FOR_ONE, "a", "b");
    Deferred<@Nullable Void> slow = new Deferred<>();
    ((Probe) supervisor.getServiceNamed("b")).stopped = slow;
    fail(supervisor, "b");
    fail(supervisor, "a");
    assertThat(events).containsExactly("stop b");
    slow.callback(null);
    settle();
    assertThat(events)
        .filteredOn(event -> !event.startsWith("prepare"))
        .containsExactly("stop b", "start b", "stop b", "stop a", "start a", "start b");
    assertFailures(2);
  }

  @Simulated
  void oneForOneRestartsSeveralAtOnce() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ONE, "a", "b");
    ((Probe) supervisor.getServiceNamed("a")).stopped = new Deferred<@Nullable Void>();
    fail(supervisor, "a");
    fail(supervisor, "b");
    assertThat(events).containsExactly("stop a", "stop b", "prepare b", "start b");
    sim.runFor(Duration.ofSeconds(10)); // until a is given up
    assertThat(events).endsWith("prepare a", "start a");
    logged.take(entry -> true);
  }

  @Simulated
  void aSupervisorThatIsStoppedInTheMiddleOfARestartStartsNobody() throws Exception {
    Supervisor supervisor = start(Strategy.ONE_FOR_ALL, "a", "b");
    Deferred<@Nullable Void> slow = new Deferred<>();
    ((Probe) supervisor.getServiceNamed("b")).stopped = slow;
    fail(supervisor, "a");
    Deferred<?> stopped = application.stopService();
    slow.callback(null);
    sim.await(stopped);
    sim.run();
    assertThat(events).containsExactly("stop b", "stop a");
    assertFailures(1);
  }

  @Simulated
  void aFailureThatComesWithTheStopIsNotFollowedByARestart() throws Exception {
    Supervisor supervisor = start(Strategy.ONE_FOR_ONE, "a");
    supervisor.getServiceNamed("a").fail(new IOException("at the last moment"));
    sim.await(application.stopService());
    sim.run();
    assertThat(events).containsExactly("stop a");
    assertFailures(1);
  }

  @Simulated
  void namesAreGivenOnce() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ONE, "a");
    assertThatThrownBy(() -> supervisor.supervise("a", () -> new Probe(null, events)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("there is a service named 'a' in sup already");
    assertThat(supervisor).hasSize(1);
  }

  @Simulated
  void whoIsTakenOutOfARestartStaysOut() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ALL, "a", "b");
    Service leaving = supervisor.getServiceNamed("b");
    Deferred<@Nullable Void> slow = new Deferred<>();
    ((Probe) leaving).stopped = slow;
    fail(supervisor, "a");
    supervisor.removeService(leaving);
    slow.callback(null);
    settle();
    assertThat(supervisor).extracting(Service::name).containsExactly("a");
    assertThat(events).containsExactly("stop b", "stop a", "prepare a", "start a");
    assertFailures(1);
  }

  @Simulated
  void whoFailsWhileItIsRestartedWithOthersIsNotCounted() {
    Supervisor supervisor = start(Strategy.ONE_FOR_ALL, "a", "b", "c");
    supervisor.setLimit(1, PERIOD);
    Deferred<@Nullable Void> slow = new Deferred<>();
    ((Probe) supervisor.getServiceNamed("c")).stopped = slow;
    fail(supervisor, "b");
    fail(supervisor, "a");
    slow.callback(null);
    settle();
    assertThat(supervisor.isRunning()).isTrue();
    assertThat(events).filteredOn(event -> event.startsWith("start")).hasSize(3);
    assertFailures(2);
  }
}
