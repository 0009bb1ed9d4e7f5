package twine.linux.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import org.jspecify.annotations.Nullable;

/**
 * A user of the system.
 *
 * @param name the login name
 * @param uid the number
 * @param gid the number of the group that the user belongs to first of all
 */
public record User(String name, int uid, int gid) {

  /** {@code struct passwd}, as far as it is read; the same on every 64-bit Linux. */
  private static final StructLayout PASSWD =
      MemoryLayout.structLayout(
          ADDRESS.withName("name"),
          ADDRESS.withName("password"),
          JAVA_INT.withName("uid"),
          JAVA_INT.withName("gid"));

  private static final long UID = PASSWD.byteOffset(PathElement.groupElement("uid"));
  private static final long GID = PASSWD.byteOffset(PathElement.groupElement("gid"));

  /**
   * Looks a user up.
   *
   * @return null if there is none of that name
   * @throws PosixException if the system could not look
   */
  public static @Nullable User named(String name) throws PosixException {
    return Lookup.byName(
        "getpwnam_r",
        name,
        found -> new User(name, found.get(JAVA_INT, UID), found.get(JAVA_INT, GID)));
  }

  /**
   * Looks a user up by number.
   *
   * @return null if there is none of that number
   * @throws PosixException if the system could not look
   */
  public static @Nullable User numbered(int uid) throws PosixException {
    return Lookup.byNumber(
        "getpwuid_r",
        uid,
        found -> new User(LibC.text(found.get(ADDRESS, 0)), uid, found.get(JAVA_INT, GID)));
  }
}
