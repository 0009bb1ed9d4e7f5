package twine.testing.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has happened: a digest of all of it, which is the same in every run from the same seed, and
 * the last few lines for a person.
 */
final class Trace {
  private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L; // FNV-1a, 64 bits
  private static final long FNV_PRIME = 0x0000_0100_0000_01B3L;
  private static final int KEPT = 20;

  private final Agenda agenda;
  private final Deque<Line> last = new ArrayDeque<>();

  private long hash = FNV_OFFSET;
  private @Nullable Listener listener;

  Trace(Agenda agenda) {
    this.agenda = agenda;
  }

  /** Whom to tell of each event. */
  interface Listener {
    void happened(String line);
  }

  private record Line(long moment, Supplier<String> text) {
    @Override
    public String toString() {
      return Moments.show(moment) + " " + text.get();
    }
  }

  void listener(Listener listener) {
    this.listener = listener;
  }

  /**
   * An event.
   *
   * @param text says it to a person; asked only if somebody wants to know
   * @param facts what is peculiar to it
   */
  void add(Supplier<String> text, long... facts) {
    mix(agenda.now());
    for (long fact : facts) {
      mix(fact);
    }
    Line line = new Line(agenda.now(), text);
    if (last.size() == KEPT) {
      last.remove();
    }
    last.add(line);
    if (listener != null) {
      listener.happened(line.toString());
    }
  }

  private void mix(long value) {
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      hash = (hash ^ (value >>> shift & 0xFF)) * FNV_PRIME;
    }
  }

  long digest() {
    return hash;
  }

  /** The last events, one to a line. */
  String tail() {
    StringBuilder lines = new StringBuilder();
    last.forEach(line -> lines.append("\n  ").append(line));
    return lines.toString();
  }
}
