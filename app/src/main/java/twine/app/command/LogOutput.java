package twine.app.command;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import twine.app.log.Log;

/** Where the log goes. */
final class LogOutput implements AutoCloseable {
  private final @Nullable Path file;

  private LogOutput(@Nullable Path file) {
    this.file = file;
  }

  static LogOutput open(Options options, boolean daemon) throws IOException {
    String name = options.logfile();
    if (name == null && daemon) {
      name = "twined.log";
    }
    if (name == null || name.equals("-")) {
      Log.startLogging(System.out);
      return new LogOutput(null);
    }
    Log.startLogging(
        new PrintStream(new FileOutputStream(name, true), true, StandardCharsets.UTF_8));
    return new LogOutput(Path.of(name));
  }

  void giveTo(int uid, int gid) throws IOException {
    if (file != null) {
      Ownership.give(file, uid, gid);
    }
  }

  boolean canReopen() {
    return false;
  }

  void reopen() {}

  @Override
  public void close() {}
}
