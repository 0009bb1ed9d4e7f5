package twine.trial.engine;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;
import org.junit.platform.testkit.engine.Events;

/** What came of running tests as any build tool runs them. */
public record Ran(Events events) {

  public static Ran tests(Class<?> type) {
    return tests(selectClass(type));
  }

  static Ran tests(DiscoverySelector selector) {
    return new Ran(EngineTestKit.engine(TrialEngine.ID).selectors(selector).execute().testEvents());
  }

  static Ran withSeed(Class<?> type, long seed) {
    return new Ran(
        EngineTestKit.engine(TrialEngine.ID)
            .selectors(selectClass(type))
            .configurationParameter(TrialEngine.SEED, Long.toString(seed))
            .execute()
            .testEvents());
  }

  /** A line for each test: its name and what became of it. */
  public List<String> lines() {
    return events
        .filter(event -> event.getType() != EventType.STARTED)
        .map(event -> event.getTestDescriptor().getDisplayName() + " " + outcome(event))
        .toList();
  }

  private static String outcome(Event event) {
    return event
        .getPayload(TestExecutionResult.class)
        .map(result -> result.getStatus().toString())
        .orElseGet(() -> "SKIPPED: " + event.getRequiredPayload(String.class));
  }

  /** What the only test that ran has failed with, or was aborted with. */
  public Throwable problem() {
    return problems()
        .reduce((one, other) -> {
          throw new AssertionError("more than one problem: " + one + ", " + other);
        })
        .orElseThrow();
  }

  private Stream<Throwable> problems() {
    return events
        .filter(event -> event.getType() == EventType.FINISHED)
        .flatMap(
            event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().stream());
  }
}
