package twine.trial.engine;

import java.lang.reflect.Method;
import java.time.Duration;
import twine.trial.TimeLimit;

/** The methods that make up one run of a test, in their order. */
final class Steps {
  private static final double NANOS = 1e9;

  private final TestClass tests;
  private final Method test;

  Steps(TestClass tests, Method test) {
    this.tests = tests;
    this.test = test;
  }

  /** Runs one method to its end. */
  interface Runner {
    void run(Method method) throws Throwable;
  }

  /** Runs them all; what goes wrong is added to {@code problems}. */
  void run(Runner runner, Problems problems) {
    try {
      for (Method setUp : tests.setUps()) {
        runner.run(setUp);
      }
    } catch (Throwable failed) {
      problems.add(failed);
      return;
    }
    attempt(runner, test, problems);
    tests.tearDowns().forEach(tearDown -> attempt(runner, tearDown, problems));
  }

  private static void attempt(Runner runner, Method method, Problems problems) {
    try {
      runner.run(method);
    } catch (Throwable failed) {
      problems.add(failed);
    }
  }

  /** How long a method may take. */
  Duration limit(Method method) {
    TimeLimit own = method.getAnnotation(TimeLimit.class);
    TimeLimit limit = own != null ? own : tests.type().getAnnotation(TimeLimit.class);
    return limit == null ? TestRun.TIME_LIMIT : Duration.ofNanos(Math.round(limit.value() * NANOS));
  }
}
