package twine.trial.engine;

import static twine.coroutine.Coroutine.await;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import twine.coroutine.Coroutine;
import twine.defer.Deferred;
import twine.defer.Failure;
import twine.defer.UnhandledFailures;
import twine.defer.Waits;
import twine.loop.DelayedCall;
import twine.loop.Seconds;
import twine.reactor.Pending;
import twine.reactor.Reactor;
import twine.reactor.Reactors;
import twine.task.Tasks;

/** A test on a reactor of its own, which must be left as it was found. */
final class ReactorRun implements Watched {
  /** How long connections that have been given up may take to be closed. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

  private final TestClass tests;
  private final Method test;
  private final Steps steps;
  private final Problems problems;
  private final Reactor reactor = Reactors.create();
  private final Waits waits = Waits.watch();

  private volatile Duration limit = TestRun.TIME_LIMIT;
  private volatile @Nullable Thread coroutine;
  private boolean over;

  ReactorRun(TestClass tests, Method test, Problems problems) {
    this.tests = tests;
    this.test = test;
    this.steps = new Steps(tests, test);
    this.problems = problems;
  }

  @Override
  public void run() {
    try (waits) {
      runReactor();
    }
  }

  private void runReactor() {
    UnhandledFailures.hold(reactor);
    reactor.callWhenRunning(() -> Coroutine.start(this::runSteps).handle(this::broken));
    reactor.run();
    if (!over) {
      problems.add(
          new IllegalStateException(
              "the reactor was stopped before " + test.getName() + " was over"));
    }
  }

  private void broken(Failure failure) {
    problems.add(failure.value());
    over = true;
    reactor.stop();
  }

  private @Nullable Object runSteps() throws Exception {
    Object object;
    try {
      object = tests.create(this::argument);
    } catch (Throwable failed) {
      throw Failure.caught(failed).raiseException();
    }
    steps.run(method -> runStep(method, object), problems);
    checkNothingIsLeft();
    over = true;
    reactor.stop();
    return null;
  }

  private @Nullable Object argument(Class<?> wanted) {
    return wanted.isInstance(reactor) ? reactor : null;
  }

  // ---- a step

  private void runStep(Method method, Object object) throws Exception {
    limit = steps.limit(method);
    Deferred<@Nullable Object> step = Coroutine.start(() -> call(method, object));
    await(within(limit, method, step));
  }

  private @Nullable Object call(Method method, Object object) throws Exception {
    coroutine = Thread.currentThread();
    try {
      return TestClass.call(method, object, this::argument);
    } catch (Throwable failed) {
      throw Failure.caught(failed).raiseException();
    }
  }

  /** The outcome of the step, or the news that it takes too long, be it that nothing stops it. */
  private Deferred<@Nullable Object> within(
      Duration limit, Method method, Deferred<@Nullable Object> step) {
    var ended = new Deferred<@Nullable Object>();
    DelayedCall end =
        reactor.callLater(
            limit,
            () -> {
              var late = new AssertionError(late(method, limit));
              step.cancel();
              ended.errback(late);
            });
    step.onResult(result -> endInTime(end, () -> ended.callback(result)))
        .handle(failure -> endInTime(end, () -> ended.errback(failure)));
    return ended;
  }

  private String late(Method method, Duration limit) {
    var message = new StringBuilder(method.getName());
    message.append(" did not end within ").append(Seconds.of(limit)).append(" s");
    append(message, "; who waits for what:", waits.on(reactor).stream());
    append(message, "\nwhat its reactor has still to do:", reactor.pending().describe());
    return message.toString();
  }

  private static void append(StringBuilder message, String title, Stream<String> lines) {
    message.append(title);
    lines.forEach(line -> message.append("\n  ").append(line));
  }

  private static void endInTime(DelayedCall end, Runnable fire) {
    if (end.active()) {
      end.cancel();
      fire.run();
    }
  }

  // ---- what is left

  private void checkNothingIsLeft() throws Exception {
    Pending left = reactor.pending();
    left.delayedCalls().stream()
        .filter(call -> left.attempts().isEmpty()) // those have a time limit, and are named below
        .forEach(call -> problems.add(new AssertionError("left behind: " + call)));
    left.delayedCalls().forEach(DelayedCall::cancel);
    for (Duration waited = Duration.ZERO;
        reactor.pending().hasSockets() && waited.compareTo(GRACE) < 0;
        waited = waited.plus(LOOK_AGAIN)) {
      await(Tasks.deferLater(reactor, LOOK_AGAIN, () -> "looked"));
    }
    reactor
        .pending()
        .describe()
        .forEach(socket -> problems.add(new AssertionError("left behind: " + socket)));
    problems.addUnhandled(UnhandledFailures.take(reactor));
  }

  // ---- for the watchdog

  @Override
  public Duration limit() {
    return limit;
  }

  @Override
  public void check(Runnable pulse) {
    reactor.callFromThread(pulse);
  }

  /** The coroutine's thread if it does something, and else the loop's. */
  @Override
  public Thread busy(Thread runner) {
    Thread thread = coroutine;
    return thread != null && !isWaiting(thread) ? thread : runner;
  }

  private static boolean isWaiting(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
            .filter(frame -> frame.getClassName().startsWith("twine."))
            .findFirst()
            .filter(frame -> frame.getClassName().startsWith("twine.coroutine."))
            .isPresent()
        || !thread.isAlive();
  }
}
