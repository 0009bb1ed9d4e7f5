package twine.protocols.policies;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import twine.loop.DelayedCall;
import twine.loop.Timers;

/**
 * So many bytes a second, shared by all connections of a factory in one direction: a token bucket
 * that holds one second's worth, and the flows that wait for it, each in its turn.
 *
 * <p>Waiting flows are served ten times a second, with a tenth of a second's worth among them in
 * equal shares: often enough that bytes pass evenly, and seldom enough that a fast limit does not
 * keep the reactor busy with portions of a few bytes.
 */
final class Throttle {
  private static final long SECOND = 1_000_000_000;

  private final Timers timers;
  private final int bytesPerSecond;
  private final long quantum;
  private final SequencedSet<Flow> waiting = new LinkedHashSet<>();

  // In billionths of a byte, so that nothing is lost to rounding however often it is looked at.
  private long credit;
  private long counted; // the moment up to which credit is counted
  private @Nullable DelayedCall call; // only while something waits
  private boolean serving;

  Throttle(Timers timers, int bytesPerSecond) {
    this.timers = timers;
    this.bytesPerSecond = bytesPerSecond;
    this.quantum = Math.max(1, bytesPerSecond / 10);
    this.credit = bytesPerSecond * SECOND;
    this.counted = timers.nanoTime();
  }

  /** One direction of one connection. */
  interface Flow {

    /** How many bytes wait to be passed. */
    long waiting();

    /** So many bytes may pass, at most as many as wait. */
    void pass(int bytes);
  }

  /** How many of {@code count} bytes may pass at once; none while somebody waits. */
  int take(int count) {
    if (!waiting.isEmpty()) {
      return 0;
    }
    int taken = (int) Math.min(count, available());
    credit -= taken * SECOND;
    return taken;
  }

  /** Has {@code flow}, which has bytes that wait, take its turns until it has none. */
  void enter(Flow flow) {
    if (waiting.add(flow) && call == null && !serving) {
      schedule();
    }
  }

  /** Has {@code flow} wait no more, if it does. */
  void leave(Flow flow) {
    if (waiting.remove(flow) && waiting.isEmpty() && call != null) {
      call.cancel();
      call = null;
    }
  }

  private long available() {
    count();
    return credit / SECOND;
  }

  private void count() {
    long now = timers.nanoTime();
    long most = bytesPerSecond * SECOND;
    long elapsed = Math.clamp(now - counted, 0, SECOND);
    credit = Math.min(most, credit + elapsed * bytesPerSecond);
    counted = now;
  }

  private void serve() {
    call = null;
    serving = true;
    try {
      for (long left = available(); left > 0 && !waiting.isEmpty(); left = available()) {
        serveEach(Math.max(1, left / waiting.size()));
      }
    } finally {
      serving = false;
      schedule();
    }
  }

  private void serveEach(long share) {
    for (int i = waiting.size(); i > 0 && !waiting.isEmpty() && credit >= SECOND; i--) {
      Flow flow = waiting.removeFirst();
      int bytes = (int) Math.min(Math.min(share, credit / SECOND), flow.waiting());
      credit -= bytes * SECOND;
      try {
        flow.pass(bytes);
      } finally { // it runs the program, which may throw
        if (flow.waiting() > 0) {
          waiting.add(flow);
        }
      }
    }
  }

  private void schedule() {
    if (!waiting.isEmpty()) {
      long wanted = Math.min(quantum, waiting.stream().mapToLong(Flow::waiting).sum());
      count();
      long missing = Math.max(0, wanted * SECOND - credit);
      call = timers.callLater(Duration.ofNanos(Math.ceilDiv(missing, bytesPerSecond)), this::serve);
    }
  }
}
