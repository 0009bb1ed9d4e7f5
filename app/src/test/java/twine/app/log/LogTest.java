package twine.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Deferred;
import twine.defer.Failure;

/** What is said, and who is told. */
@Tag("P16.4")
final class LogTest {
  private static final String STAMP = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[+-]\\d{4} ";

  private final List<LogEvent> events = new ArrayList<>();
  private final List<LogObserver> added = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @AfterEach
  void removeObservers() {
    added.forEach(Log::removeObserver);
  }

  private void observe(LogObserver observer) {
    added.add(observer);
    Log.addObserver(observer);
  }

  private void startLogging() {
    added.add(Log.startLogging(new PrintStream(printed, false, UTF_8)));
  }

  private LogEvent only() {
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  @Test
  void nothingIsSaidBeforeTheStart() {
    Log.msg("too early");
    startLogging();
    Log.msg("in time");
    assertThat(printed.toString(UTF_8))
        .matches(STAMP + "\\[-\\] Log opened\\.\n" + STAMP + "\\[-\\] in time\n");
  }

  @Test
  void errorsBeforeTheStartAreToldByThePlatformsLogger() {
    var told = new ByteArrayOutputStream();
    var console = new StreamConsole(told);
    Logger root = Logger.getLogger("");
    root.addHandler(console);
    try {
      Log.err(new IllegalStateException("broken"), "Could not begin");
      Log.msg("silent");
    } finally {
      root.removeHandler(console);
    }
    assertThat(told.toString(UTF_8))
        .contains("Could not begin", "IllegalStateException: broken")
        .doesNotContain("silent");
  }

  @Test
  void anObserverIsToldWhatWasSaid() {
    observe(events::add);
    Log.msg("loaded a poem");
    LogEvent event = only();
    assertThat(event.message()).isEqualTo("loaded a poem");
    assertThat(event.level()).isEqualTo(Level.INFO);
    assertThat(event.system()).isEqualTo("-");
    assertThat(event.logger()).isEqualTo("twine.log");
    assertThat(event.failure()).isNull();
    assertThat(event.values()).isEmpty();
  }

  @Test
  void nobodyIsToldAnythingTwice() {
    LogObserver observer = events::add;
    observe(observer);
    observe(observer);
    Log.msg("once");
    only();
  }

  @Test
  void whoWasRemovedIsToldNothingMore() {
    LogObserver observer = events::add;
    observe(observer);
    Log.removeObserver(observer);
    Log.removeObserver(observer);
    Log.msg("gone");
    assertThat(events).isEmpty();
  }

  @Test
  void anErrorIsAMessageAFailureOrWhatWasThrown() {
    observe(events::add);
    var thrown = new IllegalArgumentException("no poem");
    Log.err("a message");
    Log.err(new Failure(thrown));
    Log.err(new Failure(thrown), "a reason");
    Log.err(thrown);
    Log.err(thrown, "another");
    assertThat(events).allMatch(event -> event.level() == Level.ERROR);
    assertThat(events)
        .extracting(LogEvent::message)
        .containsExactly("a message", "Unhandled Error", "a reason", "Unhandled Error", "another");
    assertThat(events.getFirst().failure()).isNull();
    assertThat(events.subList(1, 5))
        .allSatisfy(event -> assertThat(event.failure().value()).isSameAs(thrown));
  }

  @Test
  void errIsWhatHandlesAFailure() {
    observe(events::add);
    Deferred<String> failed = Deferred.fail(new IllegalStateException("no poem"));
    failed.handle(Log::err);
    assertThat(only().failure().value()).hasMessage("no poem");
  }

  @Test
  void factsGoWithWhatIsSaidInTheirOrder() {
    observe(events::add);
    LogEntry entry = Log.with("peer", "a").with("bytes", 3003);
    entry.with("peer", "b").at(Level.DEBUG).msg("more");
    entry.msg("sending");
    assertThat(events.getFirst().values().toString()).isEqualTo("{peer=b, bytes=3003}");
    assertThat(events.getFirst().level()).isEqualTo(Level.DEBUG);
    assertThat(events.getLast().values().toString()).isEqualTo("{peer=a, bytes=3003}");
    assertThat(events.getLast().level()).isEqualTo(Level.INFO);
    Log.at(Level.WARNING).msg("full");
    assertThat(events.getLast().level()).isEqualTo(Level.WARNING);
  }

  @Test
  void whatGoesThroughTheJdksLoggersIsToldAsWell() {
    observe(events::add);
    System.getLogger("twine.reactor").log(Level.ERROR, "connectionMade threw", new Exception("x"));
    Logger.getLogger("some.library").log(java.util.logging.Level.WARNING, "{0} of {1}", args(1, 2));
    Logger.getLogger("some.library").log(java.util.logging.Level.INFO, "{0 of {1}", args(1, 2));
    Logger.getLogger("some.library").fine("not asked for");
    assertThat(events)
        .extracting(LogEvent::message)
        .containsExactly("connectionMade threw", "1 of 2", "{0 of {1}");
    assertThat(events)
        .extracting(LogEvent::level)
        .containsExactly(Level.ERROR, Level.WARNING, Level.INFO);
    assertThat(events.getFirst().logger()).isEqualTo("twine.reactor");
    assertThat(events.getFirst().failure().value()).hasMessage("x");
  }

  private static Object[] args(Object... arguments) {
    return arguments;
  }

  @Test
  void theTerminalIsQuietFromTheStartToTheEnd() {
    Logger root = Logger.getLogger("");
    Handler[] before = root.getHandlers();
    startLogging();
    assertThat(root.getHandlers()).noneMatch(ConsoleHandler.class::isInstance);
    removeObservers();
    assertThat(root.getHandlers()).containsExactlyInAnyOrder(before);
  }

  @Test
  void anObserverThatThrowsHarmsNobody() {
    observe(event -> {
      throw new IllegalStateException("observer");
    });
    observe(events::add);
    Log.msg("something");
    assertThat(events)
        .extracting(LogEvent::message)
        .containsExactlyInAnyOrder(
            "something", "A log observer threw, and may have lost: something");
  }

  @Test
  void observersThatAllThrowAreToldOfOnStandardError() {
    observe(event -> {
      throw new IllegalStateException("the only observer");
    });
    PrintStream before = System.err;
    System.setErr(new PrintStream(printed, true, UTF_8));
    try {
      Log.msg("something");
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(UTF_8)).contains("may have lost: something", "the only observer");
  }

  @Test
  void linesOfSeveralThreadsDoNotMix() throws InterruptedException {
    startLogging();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String text = "line of thread " + i;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int j = 0; j < 1_000; j++) {
                  Log.msg(text);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(printed.toString(UTF_8).lines().skip(1))
        .hasSize(4_000)
        .allMatch(line -> line.matches(STAMP + "\\[-\\] line of thread [0-3]"));
  }

  /** A stand-in for the terminal. */
  private static final class StreamConsole extends java.util.logging.StreamHandler {
    StreamConsole(ByteArrayOutputStream stream) {
      super(stream, new java.util.logging.SimpleFormatter());
    }

    @Override
    public synchronized void publish(java.util.logging.LogRecord entry) {
      super.publish(entry);
      flush();
    }
  }
}
