package twine.trial.engine;

import java.lang.reflect.Method;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import twine.defer.Deferred;
import twine.defer.UnhandledFailures;
import twine.reactor.Reactor;
import twine.testing.simulation.Simulation;

/** A test of a simulated system, with one seed. */
final class SimulatedRun implements Watched {
  private final TestClass tests;
  private final Method test;
  private final Steps steps;
  private final long seed;
  private final Problems problems;

  private volatile Duration limit = TestRun.TIME_LIMIT;

  SimulatedRun(TestClass tests, Method test, long seed, Problems problems) {
    this.tests = tests;
    this.test = test;
    this.steps = new Steps(tests, test);
    this.seed = seed;
    this.problems = problems;
  }

  @Override
  public void run() {
    var mine = new Problems();
    try (Simulation simulation = new Simulation(seed)) {
      runIn(simulation, mine);
    } catch (Throwable thrown) {
      mine.add(thrown);
    }
    mine.sum().ifPresent(problem -> problems.add(explained(problem)));
  }

  private void runIn(Simulation simulation, Problems mine) throws Throwable {
    Object object = tests.create(wanted -> argument(wanted, simulation));
    steps.run(method -> runStep(method, object, simulation), mine);
    mine.addUnhandled(UnhandledFailures.take());
  }

  private void runStep(Method method, Object object, Simulation simulation) throws Throwable {
    limit = steps.limit(method);
    Object result = TestClass.call(method, object, wanted -> argument(wanted, simulation));
    if (result instanceof Deferred<?> deferred) {
      simulation.await(deferred);
    }
  }

  private static @Nullable Object argument(Class<?> wanted, Simulation simulation) {
    if (wanted == Simulation.class) {
      return simulation;
    }
    return wanted == Reactor.class ? simulation.reactor() : null;
  }

  private Throwable explained(Throwable problem) {
    return problem instanceof TestAbortedException
        ? problem
        : new AssertionError(
            "seed %d of %s (bin/trial --seed %d or -D%s=%d repeats it): %s"
                .formatted(
                    seed, test.getName(), seed, TrialEngine.SEED, seed, problem.getMessage()),
            problem);
  }

  // ---- for the watchdog

  @Override
  public Duration limit() {
    return limit;
  }

  /** A simulation has no other thread: no pulse is a run that has not ended yet. */
  @Override
  public void check(Runnable pulse) {}

  @Override
  public Thread busy(Thread runner) {
    return runner;
  }
}
