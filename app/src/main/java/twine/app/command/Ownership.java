package twine.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** To whom files belong. */
final class Ownership {
  private Ownership() {}

  static void give(Path file, int uid, int gid) throws IOException {
    Files.setAttribute(file, "unix:gid", gid);
    Files.setAttribute(file, "unix:uid", uid);
  }
}
