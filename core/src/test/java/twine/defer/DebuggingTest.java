package twine.defer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.loop.CurrentLoop;
import twine.loop.Loop;

/** What a Deferred tells of itself, and what more it tells in debug mode. */
final class DebuggingTest {

  @BeforeEach
  void switchOn() {
    Deferred.setDebugging(true);
  }

  @AfterEach
  void switchOff() {
    Deferred.setDebugging(false);
    UnhandledFailures.take();
  }

  // ---- toString, in any mode

  @Test
  void toStringOfOneThatHasNotFired() {
    assertThat(new Deferred<String>().toString()).matches("<Deferred at 0x[0-9a-f]+>");
  }

  @Test
  void toStringTellsTheCurrentResult() {
    assertThat(Deferred.succeed(42).addCallback(n -> n + 1).toString())
        .matches("<Deferred at 0x[0-9a-f]+ current result: 43>");
    assertThat(Deferred.fail(new IOException("oops")).toString())
        .matches("<Deferred at 0x[0-9a-f]+ current result: \\[Failure instance: .*oops]>");
  }

  @Test
  void toStringTellsOnWhichInnerOneItWaits() {
    var inner = new Deferred<String>();
    Deferred<String> outer = Deferred.succeed("poem").addAsyncCallback(_ -> inner);

    assertThat(outer.toString())
        .matches("<Deferred at 0x[0-9a-f]+ waiting on Deferred at 0x[0-9a-f]+>")
        .contains(inner.toString().substring(1, inner.toString().length() - 1));
  }

  // ---- debug mode

  @Test
  void debugModeCanBeAskedFor() {
    assertThat(Deferred.isDebugging()).isTrue();
    Deferred.setDebugging(false);
    assertThat(Deferred.isDebugging()).isFalse();
  }

  @Test
  @Tag("P9.4")
  void theReportTellsWhereTheDeferredWasCreatedAndFired() throws Exception {
    try (var log = new CapturedLog()) {
      Deferred<String> deferred = created();
      fired(deferred);

      UnhandledFailures.report();

      assertThat(log.awaitOne().getMessage().lines())
          .contains(
              "Unhandled error in Deferred:",
              "The Deferred was created here.",
              "The Deferred was fired here.")
          .anyMatch(line -> line.contains("DebuggingTest.created("))
          .anyMatch(line -> line.contains("DebuggingTest.fired("));
      assertThat(deferred.hasFired()).isTrue();
    }
  }

  private static Deferred<String> created() {
    return new Deferred<>();
  }

  private static void fired(Deferred<String> deferred) {
    deferred.errback(new IOException("oops"));
  }

  @Test
  @Tag("P7.4")
  void aSecondFiringTellsWhereTheFirstOneWas() {
    Deferred<String> deferred = created();
    fired(deferred);

    assertThatThrownBy(() -> deferred.callback("again"))
        .isInstanceOf(AlreadyCalledException.class)
        .cause()
        .hasMessage("The Deferred was fired here.")
        .hasStackTraceContaining("DebuggingTest.fired(");
  }

  @Test
  void firingAndCancellingFromOutsideItsLoopAreRefused() {
    var loop = new OnOff();
    Loop before = CurrentLoop.enter(loop);
    var deferred = new Deferred<String>();
    CurrentLoop.enter(before);
    List<String> seen = new ArrayList<>();
    deferred.onResult(seen::add);

    loop.on = false;
    assertThatIllegalStateException()
        .isThrownBy(() -> deferred.callback("from elsewhere"))
        .withMessageContaining("the loop");
    assertThatIllegalStateException().isThrownBy(deferred::cancel);
    loop.on = true;
    deferred.callback("from the loop");

    assertThat(seen).containsExactly("from the loop");
  }

  /** A loop that one is on or is not. */
  private static final class OnOff implements Loop {
    private boolean on = true;

    @Override
    public void execute(Runnable work) {
      work.run();
    }

    @Override
    public boolean inLoop() {
      return on;
    }

    @Override
    public String toString() {
      return "the loop";
    }
  }
}
