package twine.linux.reactor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicReference;
import twine.linux.call.SystemCalls;
import twine.reactor.spi.Ready;

/**
 * A descriptor that becomes ready when another thread wants the reactor to wake up.
 *
 * <pre>
 *   QUIET ── wake ──▶ RINGING ── written ──▶ RUNG ── heard ──▶ QUIET
 *     └────────────────────── close, not while RINGING ──────┴──▶ CLOSED
 * </pre>
 *
 * <p>So many calls cost one write, and nobody writes to a descriptor that was closed, which may be
 * another's by then.
 */
final class WakeUp extends Watched implements Ready {
  private enum State {
    QUIET,
    RINGING,
    RUNG,
    CLOSED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.QUIET);
  private final SystemCalls callsOfOthers;
  private final MemorySegment one;
  private final MemorySegment count;

  WakeUp(LinuxDriver driver, Arena arena) throws IOException {
    super(driver, Failures.check("eventfd", driver.calls.eventfd()));
    // Whoever comes first rings, so they are used by one thread at a time.
    this.callsOfOthers = new SystemCalls(arena);
    this.one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
    this.count = arena.allocate(ValueLayout.JAVA_LONG);
  }

  /** Makes it ready; on any thread. */
  void ring() {
    if (state.compareAndSet(State.QUIET, State.RINGING)) {
      int _ = callsOfOthers.write(descriptor, one.address(), Long.BYTES);
      state.set(State.RUNG);
    }
  }

  @Override
  public void ready(int ops) {
    awaitRung();
    int _ = driver.calls.read(descriptor, count.address(), Long.BYTES);
    // Who comes before this line need not ring: the reactor is awake, and looks for calls next.
    state.set(State.QUIET);
  }

  @Override
  void dispose() {
    while (true) {
      awaitRung();
      State now = state.get();
      if (now != State.RINGING && state.compareAndSet(now, State.CLOSED)) {
        closeDescriptor();
        return;
      }
    }
  }

  private void awaitRung() {
    while (state.get() == State.RINGING) {
      Thread.onSpinWait();
    }
  }

  @Override
  public String toString() {
    return "the wake-up";
  }
}
