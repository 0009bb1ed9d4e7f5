package twine.protocols.policies;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file of a {@link TrafficLoggingFactory}, open while somebody uses it: the factory from its
 * start to its stop, and each of its connections.
 */
final class TrafficFile {
  private final Path path;
  private int users;
  private @Nullable Writer writer; // null when nobody uses it, and once it is given up

  TrafficFile(Path path) {
    this.path = path;
  }

  /** One user more; the first opens the file, and is none if that fails. */
  void open() {
    if (users == 0) {
      try {
        writer =
            Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot log traffic to " + path, e);
      }
    }
    users++;
  }

  /** One user more, of a file that somebody else has opened. */
  void share() {
    users++;
  }

  /** One user less; the last closes the file. */
  void close() {
    if (--users == 0) {
      giveUp(null);
    }
  }

  void write(String line) {
    if (writer != null) {
      try {
        writer.write(line + "\n");
        writer.flush();
      } catch (IOException e) {
        giveUp(e);
      }
    }
  }

  private void giveUp(@Nullable IOException reason) {
    Writer closing = writer;
    writer = null;
    IOException trouble = reason;
    try {
      if (closing != null) {
        closing.close();
      }
    } catch (IOException e) {
      trouble = reason == null ? e : reason;
    }
    if (trouble != null) {
      Log.warning("traffic is no longer logged to " + path + ": " + trouble);
    }
  }
}
