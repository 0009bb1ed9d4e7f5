package twine.trial.engine;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import twine.loop.Seconds;

/**
 * Runs a test on a thread of its own, and sees to it that the run ends. A test that does not give
 * its thread back is interrupted; should that not help, its thread is left alone and the next test
 * gets another one.
 */
final class Watchdog {
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final String INFRASTRUCTURE =
      "(java|javax|jdk|sun|twine\\.(loop|defer|coroutine|net|reactor|task|nio))\\..*";

  private final String name;
  private final Watched run;
  private final Problems problems;

  Watchdog(String name, Watched run, Problems problems) {
    this.name = name;
    this.run = run;
    this.problems = problems;
  }

  void run() {
    Thread runner =
        Thread.ofPlatform()
            .daemon()
            .name("trial " + name)
            .start(() -> {
              try {
                run.run();
              } catch (Throwable thrown) {
                problems.add(thrown);
              }
            });
    try {
      watch(runner);
    } catch (InterruptedException e) {
      problems.add(new IllegalStateException("the run of the tests was interrupted", e));
      runner.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void watch(Thread runner) throws InterruptedException {
    AtomicBoolean pulse = new AtomicBoolean(true);
    Duration silent = Duration.ZERO;
    while (!runner.join(INTERVAL)) {
      if (pulse.getAndSet(false)) {
        silent = Duration.ZERO;
        run.check(() -> pulse.set(true));
      } else {
        silent = silent.plus(INTERVAL);
      }
      if (silent.compareTo(run.limit()) >= 0) {
        stuck(runner);
        return;
      }
    }
  }

  private void stuck(Thread runner) throws InterruptedException {
    Thread busy = run.busy(runner);
    StackTraceElement[] stack = busy.getStackTrace();
    problems.close();
    busy.interrupt();
    String afterwards =
        runner.join(GRACE) ? "" : "; it goes on although it was interrupted, and is left running";
    var problem =
        new AssertionError(
            "%s has kept the reactor for %s; it is at %s%s"
                .formatted(name, Seconds.of(run.limit()) + " s", line(stack), afterwards));
    problem.setStackTrace(stack);
    problems.addLast(problem);
  }

  /** The innermost line that is not the JDK's or ours. */
  private static String line(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .filter(frame -> !frame.getClassName().matches(INFRASTRUCTURE))
        .findFirst()
        .or(() -> Arrays.stream(stack).findFirst())
        .map(StackTraceElement::toString)
        .orElse("an unknown place");
  }
}
