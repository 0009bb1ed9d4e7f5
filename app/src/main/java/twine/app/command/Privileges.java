package twine.app.command;

import java.io.IOException;
import java.lang.module.ResolvedModule;
import org.jspecify.annotations.Nullable;
import twine.linux.posix.Group;
import twine.linux.posix.Identity;
import twine.linux.posix.PosixException;
import twine.linux.posix.User;

/** As whom the daemon is to run, once what only root may do is done. */
final class Privileges {
  private final @Nullable User user;
  private final @Nullable Integer gid;

  private Privileges(@Nullable User user, @Nullable Integer gid) {
    this.user = user;
    this.gid = gid;
  }

  /**
   * Looks up whom the options name, by name or by number.
   *
   * @throws UsageException if there is no such user or group
   * @throws FailedException if the system could not look
   */
  static Privileges of(@Nullable String user, @Nullable String group) throws FailedException {
    if (user == null && group == null) {
      return new Privileges(null, null);
    }
    try {
      return new Privileges(
          user == null ? null : lookUpUser(user), group == null ? null : lookUpGroup(group));
    } catch (PosixException e) {
      throw new FailedException("could not look up a user: " + e.getMessage(), e);
    }
  }

  private static User lookUpUser(String name) throws PosixException {
    User user = isNumber(name) ? User.numbered(Integer.parseUnsignedInt(name)) : User.named(name);
    if (user == null) {
      throw new UsageException("--uid: there is no user " + name);
    }
    return user;
  }

  private static int lookUpGroup(String name) throws PosixException {
    if (isNumber(name)) {
      return Integer.parseUnsignedInt(name);
    }
    Group group = Group.named(name);
    if (group == null) {
      throw new UsageException("--gid: there is no group " + name);
    }
    return group.gid();
  }

  private static boolean isNumber(String name) {
    return name.matches("[0-9]{1,9}");
  }

  /** Whether there is anything to give up. */
  boolean areToBeDropped() {
    return user != null || gid != null;
  }

  /** The number of the user as whom the daemon will run. */
  int uid() {
    return user == null ? Identity.uid() : user.uid();
  }

  /** The number of the group in which it will run. */
  int gid() {
    if (gid != null) {
      return gid;
    }
    return user == null ? Identity.gid() : user.gid();
  }

  /**
   * Gives them up, for good and for all threads.
   *
   * @throws FailedException if the system does not let us
   */
  void drop() throws FailedException {
    try {
      openModules();
      if (user != null) {
        Identity.become(user, gid());
      } else {
        Identity.enterGroup(gid());
      }
    } catch (IOException e) {
      throw new FailedException(
          "cannot become user " + uid() + " in group " + gid() + ": " + e.getMessage(), e);
    }
  }

  /**
   * Has the JVM open the files from which it loads classes. It opens each when it first needs it,
   * and then the user who we will be may not be allowed to.
   */
  private static void openModules() throws IOException {
    for (ResolvedModule module : ModuleLayer.boot().configuration().modules()) {
      Module loaded = ModuleLayer.boot().findModule(module.name()).orElseThrow();
      if (loaded.getClassLoader() == ClassLoader.getSystemClassLoader()) {
        // What is in it does not matter, nor whether it is there.
        try (var _ = loaded.getResourceAsStream("META-INF/MANIFEST.MF")) {}
      }
    }
  }
}
