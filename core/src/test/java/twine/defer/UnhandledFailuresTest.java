package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.loop.CurrentLoop;
import twine.loop.Loop;

/** Part 9: what becomes of a failure that nobody handles. */
@Tag("P9.4")
final class UnhandledFailuresTest {
  private final CapturedLog log = new CapturedLog();
  private final Loop loop = new NamedLoop("loop");
  private final Loop otherLoop = new NamedLoop("other loop");

  @BeforeEach
  void forgetOthers() {
    UnhandledFailures.take();
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** Leaves a failure on a loop and gives the Deferred that holds it. */
  private static Deferred<Object> fail(Loop loop, String message) {
    Loop before = CurrentLoop.enter(loop);
    try {
      return Deferred.fail(new IOException(message));
    } finally {
      CurrentLoop.enter(before);
    }
  }

  @Test
  void isToldWhenTheDeferredIsCollected() throws Exception {
    Deferred.fail(new IOException("dropped"));

    LogRecord told = log.awaitOne();

    assertThat(told.getLoggerName()).isEqualTo("twine.defer");
    assertThat(told.getMessage()).isEqualTo("Unhandled error in Deferred:");
    assertThat(told.getThrown()).isInstanceOf(IOException.class).hasMessage("dropped");
    UnhandledFailures.report();
    assertThat(log.messages()).containsExactly("dropped");
  }

  @Test
  void isNotToldWhenAnErrbackIsAddedLater() throws Exception {
    Deferred<Object> handled = Deferred.fail(new IOException("handled"));
    handled.onFailure(_ -> {});
    handled.handle(_ -> {});

    UnhandledFailures.report();
    Deferred.fail(new IOException("dropped"));
    log.awaitOne();

    assertThat(log.messages()).containsExactly("dropped");
    assertThat(handled.hasFired()).isTrue();
  }

  @Test
  void isNotToldWhenTheChainHadAnErrback() {
    var deferred = new Deferred<String>();
    deferred.handle(_ -> {});
    deferred.errback(new IOException("handled"));

    assertThat(UnhandledFailures.take()).isEmpty();
  }

  @Test
  void whatAnErrbackThrowsIsAFailureOfItsOwn() {
    Deferred<String> deferred = Deferred.fail(new IOException("first"));
    deferred.addErrback(_ -> {
      throw new IOException("second");
    });

    assertThat(UnhandledFailures.take())
        .extracting(Failure::getErrorMessage)
        .containsExactly("second");
  }

  @Test
  void reportTellsAllThatArePendingInOrderAndOnce() {
    List<Deferred<Object>> held = List.of(fail(loop, "1"), fail(otherLoop, "2"), fail(loop, "3"));

    UnhandledFailures.report();
    UnhandledFailures.report();

    assertThat(log.messages()).containsExactly("1", "2", "3");
    assertThat(held).allMatch(Deferred::hasFired);
  }

  @Test
  void aLoopThatStopsTellsItsOwn() {
    List<Deferred<Object>> held = List.of(fail(loop, "1"), fail(otherLoop, "2"));

    UnhandledFailures.report(loop);
    assertThat(log.messages()).containsExactly("1");
    UnhandledFailures.report(otherLoop);

    assertThat(log.messages()).containsExactly("1", "2");
    assertThat(held).allMatch(Deferred::hasFired);
  }

  @Test
  void whatWasToldIsNotToldAgainWhenSomebodyAddsToTheChainWithoutHandlingIt() {
    Deferred<Object> deferred = fail(loop, "told");
    UnhandledFailures.report(loop);

    deferred.addCallback(Object::toString);
    deferred.onFailure(_ -> {});
    UnhandledFailures.report();

    assertThat(log.messages()).containsExactly("told");
  }

  @Test
  void aTestRunnerTakesThemInsteadOfHavingThemTold() {
    List<Deferred<Object>> held = List.of(fail(loop, "1"), fail(otherLoop, "2"));

    assertThat(UnhandledFailures.take(loop))
        .extracting(Failure::getErrorMessage)
        .containsExactly("1");
    assertThat(UnhandledFailures.take()).extracting(Failure::getErrorMessage).containsExactly("2");
    UnhandledFailures.report();

    assertThat(log.messages()).isEmpty();
    assertThat(held).allMatch(Deferred::hasFired);
  }

  @Test
  void whatIsHeldForATestRunnerIsNotToldOnCollection() throws Exception {
    UnhandledFailures.hold(loop);
    fail(loop, "held");
    fail(otherLoop, "not held");
    log.awaitOne();

    assertThat(log.messages()).containsExactly("not held");
    assertThat(UnhandledFailures.take(loop))
        .extracting(Failure::getErrorMessage)
        .containsExactly("held");
  }

  @Test
  void takingEndsTheHold() throws Exception {
    UnhandledFailures.hold(loop);
    UnhandledFailures.take(loop);
    fail(loop, "after the test");

    log.awaitOne();

    assertThat(log.messages()).containsExactly("after the test");
  }

  @Test
  void theReportDoesNotHoldTheDeferred() throws Exception {
    var reference = new WeakReference<>(fail(loop, "dropped"));

    log.awaitOne();

    assertThat(reference.get()).isNull();
  }

  @Test
  void aFailureThatACancellerThrowsAfterItHasFiredIsToldAtOnce() {
    var deferred =
        new Deferred<String>(d -> {
          d.callback("poem");
          throw new IOException("and yet");
        });

    deferred.cancel();

    assertThat(log.messages()).containsExactly("and yet");
  }

  /** A loop that never runs anything: the reports only want to know it again. */
  private record NamedLoop(String name) implements Loop {
    @Override
    public void execute(Runnable work) {
      throw new UnsupportedOperationException(name);
    }

    @Override
    public boolean inLoop() {
      return Loop.current() == this;
    }
  }
}
