package twine.trial.engine;

import java.time.Duration;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import twine.testing.LoggedErrors;
import twine.trial.Simulated;
import twine.trial.Todo;
import twine.trial.log.TestErrors;

/** One run of a test, for all its seeds if it has any. */
final class TestRun {
  /** How long a method may take if nothing else is said. */
  static final Duration TIME_LIMIT = Duration.ofMinutes(2);

  private final MethodDescriptor test;
  private final TestClass tests;
  private final Optional<Long> seed;
  private final int pass;

  /** A run with that seed, or with the seeds that the test has in the pass counted from 0. */
  TestRun(MethodDescriptor test, Optional<Long> seed, int pass) {
    this.test = test;
    this.tests = test.getParent().map(parent -> ((ClassDescriptor) parent).tests()).orElseThrow();
    this.seed = seed;
    this.pass = pass;
  }

  TestExecutionResult run() {
    Optional<String> mistake = tests.mistake(test.method());
    if (mistake.isPresent()) {
      return TestExecutionResult.failed(new IllegalStateException(mistake.get()));
    }
    Problems problems = runAndListen();
    Todo todo = test.method().getAnnotation(Todo.class);
    return todo == null ? problems.result() : resultOf(todo, problems);
  }

  private Problems runAndListen() {
    var problems = new Problems();
    TestErrors errors = TestErrors.begin();
    try {
      Simulated simulated = test.method().getAnnotation(Simulated.class);
      if (simulated == null) {
        watch(new ReactorRun(tests, test.method(), problems), problems);
      } else {
        runSeeds(simulated, problems);
      }
    } finally {
      errors.end().forEach(error -> problems.add(asProblem(error)));
    }
    return problems;
  }

  private void runSeeds(Simulated simulated, Problems problems) {
    long first = seed.orElse(simulated.seed() + (long) pass * simulated.seeds());
    int count = seed.isPresent() ? 1 : simulated.seeds();
    for (int i = 0; i < count && problems.isEmpty(); i++) {
      watch(new SimulatedRun(tests, test.method(), first + i, problems), problems);
    }
  }

  private void watch(Watched run, Problems problems) {
    new Watchdog(tests.type().getSimpleName() + "." + test.method().getName(), run, problems).run();
  }

  private static Throwable asProblem(LoggedErrors.Entry error) {
    return new AssertionError(
        "logged by " + error.logger() + ": " + error.message(), error.thrown());
  }

  private static TestExecutionResult resultOf(Todo todo, Problems problems) {
    return problems
        .sum()
        .map(problem -> TestExecutionResult.aborted(new StillToDo(todo.value(), problem)))
        .orElseGet(() ->
            TestExecutionResult.failed(
                new AssertionError(
                    "succeeds, although it is marked as still to be done: " + todo.value())));
  }
}
