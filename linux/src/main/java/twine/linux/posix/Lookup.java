package twine.linux.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The lookups that POSIX makes safe for threads, {@code getpwnam_r} and its like: the caller brings
 * the room for the answer, and more of it if it was too small.
 */
final class Lookup {
  /** More than {@code struct passwd} and {@code struct group} take anywhere. */
  private static final long STRUCT_BYTES = 256;

  private static final long FIRST_ROOM = 4096;
  private static final long MOST_ROOM = 16 << 20;

  // Of errno.h, the same on every Linux but for machines that no JDK runs on.
  private static final int EINTR = 4;
  private static final int ERANGE = 34;

  private Lookup() {}

  static <T> @Nullable T byName(String call, String name, Function<MemorySegment, T> read)
      throws PosixException {
    try (Arena arena = Arena.ofConfined()) {
      return look(call, ADDRESS, arena.allocateFrom(name), read);
    }
  }

  static <T> @Nullable T byNumber(String call, int number, Function<MemorySegment, T> read)
      throws PosixException {
    return look(call, JAVA_INT, number, read);
  }

  private static <T> @Nullable T look(
      String call, MemoryLayout keyLayout, Object key, Function<MemorySegment, T> read)
      throws PosixException {
    MethodHandle handle =
        LibC.function(call, new MemoryLayout[] {keyLayout, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS});
    for (long room = FIRST_ROOM; ; ) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment struct = arena.allocate(STRUCT_BYTES, Long.BYTES);
        MemorySegment text = arena.allocate(room);
        MemorySegment found = arena.allocate(ADDRESS);
        int errno = LibC.invoke(call, handle, key, struct, text, room, found);
        if (errno == ERANGE && room < MOST_ROOM) {
          room *= 4;
        } else if (errno != 0 && errno != EINTR) {
          throw new PosixException(call, errno);
        } else if (errno == 0) {
          boolean none = found.get(ADDRESS, 0).equals(MemorySegment.NULL);
          return none ? null : read.apply(struct);
        }
      }
    }
  }
}
