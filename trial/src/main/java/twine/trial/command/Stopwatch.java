package twine.trial.command;

import java.time.Duration;

/** How long real tests take, in real time. */
final class Stopwatch {
  private final long start = System.nanoTime();

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
