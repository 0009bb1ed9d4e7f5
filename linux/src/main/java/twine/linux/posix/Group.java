package twine.linux.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * A group of users.
 *
 * @param name its name
 * @param gid its number
 */
public record Group(String name, int gid) {

  /** {@code struct group}, as far as it is read; the same on every 64-bit Linux. */
  private static final StructLayout GROUP =
      MemoryLayout.structLayout(
          ADDRESS.withName("name"), ADDRESS.withName("password"), JAVA_INT.withName("gid"));

  private static final long GID = GROUP.byteOffset(PathElement.groupElement("gid"));

  /**
   * Looks a group up.
   *
   * @return null if there is none of that name
   * @throws PosixException if the system could not look
   */
  public static @Nullable Group named(String name) throws PosixException {
    return Lookup.byName("getgrnam_r", name, found -> new Group(name, found.get(JAVA_INT, GID)));
  }
}
