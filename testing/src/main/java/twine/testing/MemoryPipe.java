package twine.testing;

import java.nio.ByteBuffer;

/**
 * One direction of a connection: at most {@code capacity} bytes on their way, and the end after
 * them. The array is as large as was ever needed and no larger, so that idle connections cost
 * nothing.
 */
final class MemoryPipe {
  private static final byte[] NOTHING = {};

  private final int capacity;

  private byte[] bytes = NOTHING;
  private int start;
  private int end;
  private boolean ended;

  MemoryPipe(int capacity) {
    this.capacity = capacity;
  }

  int size() {
    return end - start;
  }

  int room() {
    return capacity - size();
  }

  /** Whether the writer has finished; there may still be bytes before the end. */
  boolean ended() {
    return ended;
  }

  void finish() {
    ended = true;
  }

  void clear() {
    start = 0;
    end = 0;
  }

  /** Takes {@code count} bytes, for which there is room. */
  void put(ByteBuffer from, int count) {
    makeRoom(count);
    from.get(bytes, end, count);
    end += count;
  }

  /** Gives {@code count} bytes, which are there. */
  void take(ByteBuffer into, int count) {
    into.put(bytes, start, count);
    start += count;
    if (start == end) {
      clear();
    }
  }

  private void makeRoom(int count) {
    if (end + count <= bytes.length) {
      return;
    }
    int size = size();
    int wanted = size + count;
    byte[] target =
        wanted <= bytes.length ? bytes : new byte[Math.min(capacity, Math.max(64, wanted * 2))];
    System.arraycopy(bytes, start, target, 0, size);
    bytes = target;
    start = 0;
    end = size;
  }
}
