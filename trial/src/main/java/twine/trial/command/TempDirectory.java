package twine.trial.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory {@code _trial_temp}, which one run has for itself. A run begins by emptying it, so
 * that what the last one has left there can be looked at until then. A file in it is locked
 * meanwhile: a second run at the same time takes {@code _trial_temp-1}, and so on.
 *
 * <p>The locked file is also the sign that the directory is trial's; one without it is not touched.
 */
final class TempDirectory implements AutoCloseable {
  private static final String NAME = "_trial_temp";
  private static final String MARKER = "_trial_marker";

  private final Path path;
  private final FileChannel marker;

  private TempDirectory(Path path, FileChannel marker) {
    this.path = path;
    this.marker = marker;
  }

  /**
   * Takes the first such directory that is free, inside of {@code place}.
   *
   * @throws UnusableException if there is one that trial has not made
   */
  static TempDirectory claim(Path place) throws IOException {
    for (int number = 0; ; number++) {
      Path path = place.resolve(number == 0 ? NAME : NAME + "-" + number);
      checkIsOurs(path);
      Files.createDirectories(path);
      FileChannel marker =
          FileChannel.open(
              path.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(marker)) {
        var claimed = new TempDirectory(path, marker);
        claimed.empty();
        return claimed;
      }
      marker.close();
    }
  }

  private static void checkIsOurs(Path path) throws IOException {
    if (!Files.exists(path) || Files.exists(path.resolve(MARKER))) {
      return;
    }
    if (Files.isDirectory(path)) {
      try (Stream<Path> content = Files.list(path)) {
        if (content.findAny().isEmpty()) {
          return;
        }
      }
    }
    throw new UnusableException(
        path + " is in the way: trial would empty it, but has not made it. Move it elsewhere.");
  }

  /** Whether the lock could be had: nobody else, here or in another process, has it. */
  private static boolean isLocked(FileChannel marker) throws IOException {
    try {
      return marker.tryLock() != null;
    } catch (OverlappingFileLockException _) {
      return false;
    }
  }

  private void empty() throws IOException {
    List<Path> old;
    try (Stream<Path> content = Files.walk(path)) {
      old = content.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : old) {
      if (!file.equals(path) && !file.equals(path.resolve(MARKER))) {
        Files.delete(file);
      }
    }
  }

  /** A file or directory in it. */
  Path file(String name) {
    return path.resolve(name);
  }

  /** Leaves the directory to the next run, with all that is in it. */
  @Override
  public void close() throws IOException {
    marker.close();
  }
}
