package twine.app.command;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The file with the number of this process, for whoever wants to send it a signal. While the
 * process lives it holds a lock on the file, which the system gives back even after {@code kill
 * -9}; so a second daemon on the same file is refused and a file that was left behind is not
 * mistaken for one.
 */
final class PidFile implements AutoCloseable {
  /** A number of twenty digits is none of a process. */
  private static final int MOST_BYTES = 20;

  /**
   * The system counts the start of a process in ticks since a boot whose time it only estimates.
   */
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

  private final Path path;
  private final Object inode;
  private final FileChannel channel;

  private PidFile(Path path, Object inode, FileChannel channel) {
    this.path = path;
    this.inode = inode;
    this.channel = channel;
  }

  /**
   * Writes the number of this process into the file.
   *
   * @throws FailedException if the process that the file names is alive, or it cannot be written
   */
  static PidFile take(Path path) throws FailedException {
    try {
      PidFile taken = null;
      while (taken == null) {
        taken = tryToTake(path);
      }
      return taken;
    } catch (IOException e) {
      throw new FailedException("cannot write the pid file: " + Reasons.of(e), e);
    }
  }

  /** Null if somebody removed the file at this very moment: then it must be made anew. */
  @SuppressWarnings("resource") // the channel stays open for as long as the lock is to be held
  private static @Nullable PidFile tryToTake(Path path) throws IOException, FailedException {
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    PidFile taken = null;
    try {
      Object opened = inode(path);
      boolean locked = lock(channel);
      OptionalLong written = read(channel);
      if (!locked || (written.isPresent() && lives(written.getAsLong(), path))) {
        throw new FailedException(
            "another one is running"
                + (written.isPresent() ? ", process " + written.getAsLong() : "")
                + " (says "
                + path
                + ")");
      }
      // Who was there a moment ago may have removed the file between our opening and our locking.
      if (opened != null && opened.equals(inode(path))) {
        write(channel, ProcessHandle.current().pid() + "\n");
        taken = new PidFile(path, opened, channel);
      }
      return taken;
    } finally {
      if (taken == null) {
        channel.close();
      }
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false; // this very process holds it
    }
  }

  private static @Nullable Object inode(Path path) throws IOException {
    try {
      return Files.getAttribute(path, "unix:ino");
    } catch (NoSuchFileException _) {
      return null;
    }
  }

  private static OptionalLong read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) > 0) {}
    String text = US_ASCII.decode(bytes.flip()).toString().strip();
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /**
   * Whether the process that wrote the file lives, as far as can be told where it holds no lock. A
   * number is given again to other processes, but those are younger than the file.
   */
  private static boolean lives(long pid, Path path) throws IOException {
    Instant written = Files.getLastModifiedTime(path).toInstant();
    return pid > 0
        && pid != ProcessHandle.current().pid()
        && ProcessHandle.of(pid)
            .filter(process ->
                process
                    .info()
                    .startInstant()
                    .map(start -> !start.isAfter(written.plus(CLOCKS_DIFFER)))
                    .orElse(true))
            .isPresent();
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = US_ASCII.encode(text);
    channel.truncate(0);
    while (bytes.hasRemaining()) {
      channel.write(bytes, bytes.position());
    }
  }

  /** Makes the file somebody else's, so that they can empty it at the end. */
  void giveTo(int uid, int gid) throws IOException {
    Ownership.give(path, uid, gid);
  }

  /**
   * Removes the file; or empties it, where the directory belongs to somebody whose privileges this
   * process has given up.
   */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (inode.equals(inode(path))) { // else somebody has put another one there
        Files.delete(path);
      }
    } catch (AccessDeniedException _) {
      // The channel is closed by now, and whoever may not remove the file may still write it.
      Files.writeString(path, "", StandardOpenOption.TRUNCATE_EXISTING);
    }
  }
}
