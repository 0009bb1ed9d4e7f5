package twine.testing.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * What every reactor promises. Each method lists the checks of one theme that make sense for a
 * reactor with the fixture's {@linkplain Ability abilities}.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> contract() {
 *   return ReactorContract.all(ReactorFixture.of(MyReactor::new)).stream()
 *       .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
 * }
 * }</pre>
 *
 * <p>Set the system property {@code twine.overwriteReadBuffer} to {@code true}, as the tests of
 * every program should: then a protocol that keeps what it was only lent is found out.
 */
public final class ReactorContract {

  private ReactorContract() {}

  /** All checks. */
  public static List<Check> all(ReactorFixture fixture) {
    return together(
        lifeCycle(fixture),
        triggers(fixture),
        timers(fixture),
        threads(fixture),
        names(fixture),
        descriptors(fixture),
        connecting(fixture),
        streams(fixture),
        closing(fixture),
        halfClosing(fixture),
        flow(fixture),
        ports(fixture),
        prefixes(fixture),
        stopping(fixture));
  }

  /** Run, stop, and what a reactor is between the two (the book's Part 3). */
  public static List<Check> lifeCycle(ReactorFixture fixture) {
    return together(
        Theme.checks(LifeCycleChecks.class, LifeCycleChecks::new, fixture),
        Theme.checks(PendingChecks.class, PendingChecks::new, fixture));
  }

  /** System event triggers. */
  public static List<Check> triggers(ReactorFixture fixture) {
    return Theme.checks(TriggerChecks.class, TriggerChecks::new, fixture);
  }

  /** The clock and delayed calls (the book's Parts 3 and 4). */
  public static List<Check> timers(ReactorFixture fixture) {
    return Theme.checks(TimerChecks.class, TimerChecks::new, fixture);
  }

  /** The doors between the reactor's thread and others. */
  public static List<Check> threads(ReactorFixture fixture) {
    return together(
        Theme.checks(ThreadChecks.class, ThreadChecks::new, fixture),
        Theme.checks(WorkerChecks.class, WorkerChecks::new, fixture),
        Theme.checks(BlockingCallChecks.class, BlockingCallChecks::new, fixture));
  }

  /** Looking up hosts. */
  public static List<Check> names(ReactorFixture fixture) {
    return Theme.checks(NameChecks.class, NameChecks::new, fixture);
  }

  /** A program's own channels, watched by the reactor (the book's Part 4). */
  public static List<Check> descriptors(ReactorFixture fixture) {
    return Theme.checks(DescriptorChecks.class, DescriptorChecks::new, fixture);
  }

  /** Attempts to connect, and the connectors that make them (the book's Part 5). */
  public static List<Check> connecting(ReactorFixture fixture) {
    return together(
        Theme.checks(ConnectChecks.class, ConnectChecks::new, fixture),
        Theme.checks(ConnectorChecks.class, ConnectorChecks::new, fixture));
  }

  /** Bytes: all of them, in order, however they are cut (the book's Part 5). */
  public static List<Check> streams(ReactorFixture fixture) {
    return together(
        Theme.checks(StreamChecks.class, StreamChecks::new, fixture),
        Theme.checks(BufferChecks.class, BufferChecks::new, fixture),
        Theme.checks(ConversationChecks.class, ConversationChecks::new, fixture));
  }

  /** The end of a connection (the book's Parts 5 and 11). */
  public static List<Check> closing(ReactorFixture fixture) {
    return Theme.checks(CloseChecks.class, CloseChecks::new, fixture);
  }

  /** Connections of which one direction ends before the other. */
  public static List<Check> halfClosing(ReactorFixture fixture) {
    return Theme.checks(HalfCloseChecks.class, HalfCloseChecks::new, fixture);
  }

  /** Producers, consumers and limits. */
  public static List<Check> flow(ReactorFixture fixture) {
    return together(
        Theme.checks(FlowChecks.class, FlowChecks::new, fixture),
        Theme.checks(ProducerChecks.class, ProducerChecks::new, fixture));
  }

  /** Listening ports (the book's Part 11). */
  public static List<Check> ports(ReactorFixture fixture) {
    return Theme.checks(PortChecks.class, PortChecks::new, fixture);
  }

  /** Whom the lines of a log belong to (the book's Part 16). */
  public static List<Check> prefixes(ReactorFixture fixture) {
    return Theme.checks(PrefixChecks.class, PrefixChecks::new, fixture);
  }

  /** What a stop does to what is open. */
  public static List<Check> stopping(ReactorFixture fixture) {
    return Theme.checks(StopChecks.class, StopChecks::new, fixture);
  }

  @SafeVarargs
  private static List<Check> together(List<Check>... themes) {
    List<Check> all = new ArrayList<>();
    for (List<Check> theme : themes) {
      all.addAll(theme);
    }
    return all;
  }
}
