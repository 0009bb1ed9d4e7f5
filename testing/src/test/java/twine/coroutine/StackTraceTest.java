package twine.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static twine.coroutine.Coroutine.await;
import static twine.coroutine.Coroutine.blocking;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import twine.defer.Deferred;

/** What one sees of coroutines in stack traces. */
@ExtendWith(NothingUnhandled.class)
@Timeout(60)
class StackTraceTest {
  private final RealReactor real = new RealReactor();

  /** Where the method stands in the trace, from its top; -1 if it is not there. */
  private static int place(StackTraceElement[] trace, String method) {
    return Arrays.stream(trace).map(StackTraceElement::getMethodName).toList().indexOf(method);
  }

  /**
   * The trace begins with {@code method}, and goes on with the reactor's frames and its caller's.
   */
  private void assertReactorIsBelow(String method, StackTraceElement[] trace) {
    List<String> classes = Arrays.stream(trace).map(StackTraceElement::getClassName).toList();
    assertThat(trace[0].getMethodName()).isEqualTo(method);
    assertThat(classes.indexOf(real.reactor.getClass().getName()))
        .as("the reactor's place in %s", Arrays.toString(trace))
        .isPositive()
        .isLessThan(place(trace, "runUntilFired"));
  }

  private static StackTraceElement[] writeTitle() {
    return Coroutine.stackTrace();
  }

  private StackTraceElement[] writeVerses() throws Exception {
    await(real.later(Duration.ofMillis(1)));
    return Coroutine.stackTrace();
  }

  @Test
  @Tag("P17.4")
  void theReactorIsBelowACoroutine() throws Exception {
    StackTraceElement[] trace = real.run(StackTraceTest::writeTitle);
    assertReactorIsBelow("writeTitle", trace);
  }

  @Test
  @Tag("P17.4")
  void afterAWaitItIsTheReactorThatHasResumedIt() throws Exception {
    StackTraceElement[] trace = real.run(this::writeVerses);
    assertReactorIsBelow("writeVerses", trace);
    assertThat(place(trace, "callback")).isPositive();
  }

  @Test
  @Tag("P17.4")
  void theReactorIsBelowTheChildOfACoroutine() throws Exception {
    StackTraceElement[] trace = real.run(() -> await(Coroutine.start(this::writeVerses)));
    assertReactorIsBelow("writeVerses", trace);
  }

  @Test
  void ofWorkInBlockingItIsTheThreadsOwn() throws Exception {
    StackTraceElement[] trace = real.run(() -> blocking(() -> Coroutine.stackTrace()));
    assertThat(place(trace, "runUntilFired")).isEqualTo(-1);
    assertThat(trace[0].getClassName()).isEqualTo(getClass().getName());
  }

  @Test
  void offACoroutineItIsTheThreadsOwn() {
    StackTraceElement[] trace = Coroutine.stackTrace();
    assertThat(trace).isEqualTo(restOf(new Throwable().getStackTrace(), trace[0]));
  }

  /** The same, but for the line of the top frame. */
  private static StackTraceElement[] restOf(StackTraceElement[] trace, StackTraceElement top) {
    trace[0] = top;
    return trace;
  }

  private static String outer(Deferred<String> poem) throws Exception {
    return await(Coroutine.start(() -> inner(poem)));
  }

  private static String inner(Deferred<String> poem) throws Exception {
    return await(poem);
  }

  private static List<String> placesToldBy(Throwable thrown) {
    return Arrays.stream(thrown.getSuppressed())
        .map(StackTraceTest::firstLineOutsideOfTwine)
        .filter(name -> name.equals("inner") || name.equals("outer"))
        .toList();
  }

  private static String firstLineOutsideOfTwine(Throwable told) {
    return Arrays.stream(told.getStackTrace())
        .filter(frame -> frame.getClassName().endsWith("Test"))
        .findFirst()
        .orElseThrow()
        .getMethodName();
  }

  private static Throwable failureOf(Deferred<?> outcome) {
    var thrown = new ArrayList<Throwable>();
    outcome.handle(failure -> thrown.add(failure.value()));
    return thrown.getFirst();
  }

  @Test
  void aFailureTellsTheLinesThatAwaitedIt() {
    var poem = new Deferred<String>();
    Deferred<String> outcome = Coroutine.start(() -> outer(poem));
    poem.errback(new IOException("no poem"));
    assertThat(placesToldBy(failureOf(outcome))).containsExactly("inner", "outer");
  }

  @Test
  void aFailureThatManyAwaitDoesNotGrowForEver() {
    var reason = new IOException("no poem");
    IntStream.range(0, 1_000)
        .forEach(i -> failureOf(Coroutine.start(() -> await(Deferred.fail(reason)))));
    assertThat(reason.getSuppressed()).hasSizeBetween(1, 100);
  }
}
