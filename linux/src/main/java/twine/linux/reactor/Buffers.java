package twine.linux.reactor;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where buffers lie in memory, for calls that want to know.
 *
 * <p>The kernel passes the same buffer over and over, to read into, and another to write from; so
 * there is one of these for each direction, which knows the last buffer again.
 *
 * <p>Not every buffer outside the heap has an address that can be relied on: some are part of an
 * arena, and whoever closes that frees the memory. Their bytes are copied, as are those on the
 * heap.
 */
final class Buffers {
  private static final int STAGE_BYTES = 64 * 1024;

  /** The kind of scope that memory has which lives as long as its buffer. */
  private static final Class<?> LASTING = scope(ByteBuffer.allocateDirect(1)).getClass();

  private @Nullable ByteBuffer known;
  private long knownAddress;
  private @Nullable ByteBuffer stage; // a direct one, when it is first needed

  /** Where the byte at index 0 of {@code buffer} is, or 0 if nobody can rely on that. */
  long addressOf(ByteBuffer buffer) {
    return buffer == known ? knownAddress : look(buffer);
  }

  private long look(ByteBuffer buffer) {
    if (!buffer.isDirect() || scope(buffer).getClass() != LASTING) {
      return 0;
    }
    knownAddress = MemorySegment.ofBuffer(buffer).address() - buffer.position();
    known = buffer;
    return knownAddress;
  }

  private static MemorySegment.Scope scope(ByteBuffer buffer) {
    return MemorySegment.ofBuffer(buffer).scope();
  }

  /** An empty buffer with room for {@code count} bytes, or as many as it has. */
  ByteBuffer stage(int count) {
    if (stage == null) {
      stage = ByteBuffer.allocateDirect(STAGE_BYTES);
    }
    return stage.clear().limit(Math.min(count, STAGE_BYTES));
  }
}
