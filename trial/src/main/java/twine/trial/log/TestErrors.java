package twine.trial.log;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import twine.testing.LoggedErrors;
import twine.testing.LoggedErrors.Entry;

/**
 * The errors that are logged during the test that runs, and that make it fail unless it flushes
 * them. The tests of one JVM are run one after another.
 */
public final class TestErrors {
  private static volatile @Nullable LoggedErrors current;

  private final LoggedErrors errors = LoggedErrors.ofAll();

  private TestErrors() {}

  /** Begins to listen, for one test. */
  public static TestErrors begin() {
    var test = new TestErrors();
    current = test.errors;
    return test;
  }

  /** Ends what {@link #begin} began, and gives what nobody has flushed. */
  public List<Entry> end() {
    current = null;
    errors.close();
    return errors.entries();
  }

  /**
   * Takes out the exceptions that the running test has logged.
   *
   * @throws IllegalStateException if no test runs
   */
  public static List<Throwable> flush(Predicate<Throwable> wanted) {
    LoggedErrors errors = current;
    if (errors == null) {
      throw new IllegalStateException("logged errors can be flushed only while a test runs");
    }
    return errors.take(entry -> entry.thrown() != null && wanted.test(entry.thrown())).stream()
        .map(entry -> Objects.requireNonNull(entry.thrown()))
        .toList();
  }
}
