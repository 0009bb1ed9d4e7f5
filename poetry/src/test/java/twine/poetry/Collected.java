package twine.poetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** What a process says on one of its streams, to be waited for. */
final class Collected {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private boolean ended;

  private Collected() {}

  /** Collects from {@code stream}, until its end, on a thread of its own. */
  static Collected from(InputStream stream) {
    var collected = new Collected();
    Thread.ofVirtual().start(() -> collected.collect(stream));
    return collected;
  }

  private void collect(InputStream stream) {
    byte[] some = new byte[8192];
    try (stream) {
      for (int bytes = stream.read(some); bytes >= 0; bytes = stream.read(some)) {
        add(some, bytes);
      }
    } catch (IOException _) {
      // The process was killed: what it has said is what there is.
    }
    end();
  }

  private synchronized void add(byte[] some, int bytes) {
    said.write(some, 0, bytes);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized String text() {
    return said.toString(UTF_8);
  }

  /** Everything, once the stream has ended. */
  synchronized byte[] all() throws InterruptedException {
    while (!ended) {
      wait();
    }
    return said.toByteArray();
  }

  /** Waits for some text. */
  void await(String text) throws InterruptedException {
    awaitThat("'" + text + "'", () -> text().contains(text));
  }

  /** Waits for a whole line, counted from 1. */
  String awaitLine(int number) throws InterruptedException {
    awaitThat("line " + number, () -> text().chars().filter(c -> c == '\n').count() >= number);
    return text().lines().toList().get(number - 1);
  }

  private synchronized void awaitThat(String what, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Started.PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (ended || left <= 0) {
        throw new AssertionError("there never was " + what + "; there was:\n" + text());
      }
      wait(left);
    }
  }
}
