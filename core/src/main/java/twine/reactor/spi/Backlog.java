package twine.reactor.spi;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * Bytes that a peer has not taken yet, copied, in order. Kept on the heap, in chunks about as large
 * as what they hold, so that ten thousand slow readers cost what they are owed and not more.
 */
final class Backlog {
  private static final int LEAST_CHUNK = 1024;
  private static final int LARGEST_CHUNK = 64 * 1024;

  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>(4);
  private long size;

  long size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Adds a copy of the bytes of {@code data} from {@code position} to its limit. */
  void add(ByteBuffer data, int position) {
    int from = position;
    int end = data.limit();
    size += end - from;
    Chunk last = chunks.peekLast();
    while (from < end) {
      if (last == null || last.room() == 0) {
        last = new Chunk(Math.clamp(end - from, LEAST_CHUNK, LARGEST_CHUNK));
        chunks.addLast(last);
      }
      int portion = Math.min(end - from, last.room());
      data.get(from, last.bytes, last.end, portion);
      last.end += portion;
      from += portion;
    }
  }

  /** Copies as many of the first bytes as fit; they stay until they are consumed. */
  void copyTo(ByteBuffer target) {
    for (Chunk chunk : chunks) {
      int portion = Math.min(target.remaining(), chunk.end - chunk.start);
      target.put(chunk.bytes, chunk.start, portion);
      if (!target.hasRemaining()) {
        return;
      }
    }
  }

  /** Forgets the first {@code count} bytes: they have been sent. */
  void consume(int count) {
    size -= count;
    int left = count;
    while (left > 0) {
      Chunk first = chunks.getFirst();
      int portion = Math.min(left, first.end - first.start);
      first.start += portion;
      left -= portion;
      if (first.start == first.end) {
        chunks.removeFirst();
      }
    }
  }

  private static final class Chunk {
    private final byte[] bytes;
    private int start;
    private int end;

    private Chunk(int capacity) {
      this.bytes = new byte[capacity];
    }

    private int room() {
      return bytes.length - end;
    }
  }
}
