package twine.reactor.spi;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The reactor's one output buffer. During an event it gathers the small writes of one stream, its
 * owner; whoever else needs it has it emptied first. System calls want memory outside the heap, so
 * large writes from the heap pass through it as well, and idle connections hold none.
 */
final class Scratch {
  /** How much there is room for. */
  static final int CAPACITY = 64 * 1024;

  /** A write of up to this size is worth copying to save a system call. */
  static final int SMALL = 16 * 1024;

  private final ByteBuffer bytes = ByteBuffer.allocateDirect(CAPACITY);
  private @Nullable StreamOutput owner;

  boolean ownedBy(StreamOutput output) {
    return owner == output;
  }

  boolean hasRoomFor(int count) {
    return bytes.remaining() >= count;
  }

  /** Makes {@code output} the owner; an earlier owner's bytes are sent first. */
  void claim(StreamOutput output) {
    release();
    owner = output;
  }

  /** Sends the owner's bytes, if there is one; then there is none. */
  void release() {
    if (owner != null) {
      owner.flushScratch();
    }
  }

  void put(ByteBuffer data) {
    int count = data.remaining();
    bytes.put(bytes.position(), data, data.position(), count);
    bytes.position(bytes.position() + count);
  }

  void put(byte[] data) {
    bytes.put(data);
  }

  /** The owner's bytes, to be sent; to be followed by {@link #empty}. */
  ByteBuffer content() {
    return bytes.flip();
  }

  void empty() {
    bytes.clear();
    owner = null;
  }

  /**
   * Writes bytes from the heap to a stream until it takes no more. There must be no owner.
   *
   * @return the position in {@code data} that was reached
   */
  int writeThrough(StreamIo io, ByteBuffer data) throws IOException {
    int from = data.position();
    int end = data.limit();
    while (from < end) {
      int portion = Math.min(end - from, CAPACITY);
      bytes.clear().put(0, data, from, portion).limit(portion);
      int written = send(io);
      from += written;
      if (written < portion) {
        break;
      }
    }
    return from;
  }

  /** Writes what waits in {@code backlog} until the stream takes no more, or often enough. */
  void writeBacklog(StreamIo io, Backlog backlog, int portions) throws IOException {
    release();
    for (int i = 0; i < portions && !backlog.isEmpty(); i++) {
      bytes.clear();
      backlog.copyTo(bytes);
      int offered = bytes.flip().remaining();
      int written = send(io);
      backlog.consume(written);
      if (written < offered) {
        return;
      }
    }
  }

  private int send(StreamIo io) throws IOException {
    try {
      return io.write(bytes);
    } finally {
      bytes.clear(); // also after a failure, which is that stream's and not the next one's
    }
  }
}
