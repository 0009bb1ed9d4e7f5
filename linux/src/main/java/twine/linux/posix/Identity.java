package twine.linux.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;

/** As which user and group the process runs, and how to become another. */
public final class Identity {
  private Identity() {}

  /** The number of the user that the process acts as. */
  public static int uid() {
    return own("geteuid");
  }

  /** The number of the group that the process acts as. */
  public static int gid() {
    return own("getegid");
  }

  /**
   * Becomes {@code user}, in {@code gid} and in the other groups that the user belongs to, for
   * good: all threads of the process, and with no way back. Only root may, or who is that user
   * already.
   *
   * <p>After a failure the process may have given up some of its groups. It had better end.
   *
   * @throws PosixException if the system refuses; the message names the step
   */
  public static void become(User user, int gid) throws PosixException {
    if (Identity.uid() == user.uid() && Identity.gid() == gid) {
      return;
    }
    // In this order: once the user is given up, so is the right to change groups.
    try (Arena arena = Arena.ofConfined()) {
      new LibC.Call("initgroups", ADDRESS, JAVA_INT).call(arena.allocateFrom(user.name()), gid);
    }
    new LibC.Call("setgid", JAVA_INT).call(gid);
    new LibC.Call("setuid", JAVA_INT).call(user.uid());
    check(user.uid(), gid);
  }

  /**
   * Changes the group alone; the process leaves all others.
   *
   * @throws PosixException if the system refuses; the message names the step
   */
  public static void enterGroup(int gid) throws PosixException {
    int uid = uid();
    if (Identity.gid() == gid) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      new LibC.Call("setgroups", JAVA_LONG, ADDRESS).call(1L, arena.allocateFrom(JAVA_INT, gid));
    }
    new LibC.Call("setgid", JAVA_INT).call(gid);
    check(uid, gid);
  }

  /** A daemon that only believes that it has no privileges is worse than one that has them. */
  private static void check(int uid, int gid) {
    if (uid() != uid || own("getuid") != uid || Identity.gid() != gid || own("getgid") != gid) {
      throw new IllegalStateException(
          "the system said yes, but the process is not user " + uid + " in group " + gid);
    }
  }

  private static int own(String call) {
    try {
      return new LibC.Call(call).call();
    } catch (PosixException e) {
      throw new IllegalStateException(call + " never fails", e);
    }
  }
}
