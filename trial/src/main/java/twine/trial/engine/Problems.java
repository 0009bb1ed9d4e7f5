package twine.trial.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.MultipleFailuresError;
import org.opentest4j.TestAbortedException;
import twine.defer.Failure;

/** What has gone wrong in a test, in order. May be used from any thread. */
final class Problems {
  private final List<Throwable> all = new ArrayList<>();
  private boolean closed;

  synchronized void add(Throwable problem) {
    if (!closed) {
      all.add(problem);
    }
  }

  /** Adds the failures that nobody has handled. */
  void addUnhandled(List<Failure> failures) {
    failures.forEach(
        failure -> add(new AssertionError("a failure that nobody handled:", failure.value())));
  }

  /** What is added from now on only follows from what is known already, and is not kept. */
  synchronized void close() {
    closed = true;
  }

  /** Adds a problem although nothing else is kept any more. */
  synchronized void addLast(Throwable problem) {
    all.add(problem);
  }

  synchronized boolean isEmpty() {
    return all.isEmpty();
  }

  /** The only problem, or all of them in one. */
  synchronized Optional<Throwable> sum() {
    return switch (all.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(all.getFirst());
      default -> Optional.of(new MultipleFailuresError(null, all));
    };
  }

  TestExecutionResult result() {
    return sum()
        .map(problem ->
            problem instanceof TestAbortedException
                ? TestExecutionResult.aborted(problem)
                : TestExecutionResult.failed(problem))
        .orElseGet(TestExecutionResult::successful);
  }
}
