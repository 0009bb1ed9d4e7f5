package twine.testing.contract;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One promise, and the way to find out whether it is kept. */
public final class Check {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final String name;
  private final Body body;

  Check(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  /** What a check does. */
  interface Body {
    void run() throws Exception;
  }

  /** The promise, as one word in camel case. */
  public String name() {
    return name;
  }

  /**
   * Finds out, on a thread of its own, within half a minute of real time.
   *
   * @throws AssertionError if the promise is not kept
   * @throws Exception if something unexpected was thrown, which is no better
   */
  public void run() throws Exception {
    FutureTask<Void> task =
        new FutureTask<>(() -> {
          body.run();
          return null;
        });
    Thread thread = Thread.ofPlatform().daemon().name("check " + name).start(task);
    try {
      task.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      AssertionError error = new AssertionError(name + " did not end; its thread is here");
      error.setStackTrace(thread.getStackTrace());
      throw error;
    } catch (ExecutionException e) {
      throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private static Exception rethrown(Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case Exception exception -> exception;
      default -> new IllegalStateException(cause);
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
