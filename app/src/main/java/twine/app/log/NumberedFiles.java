package twine.app.log;

import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.RollingPolicy;
import ch.qos.logback.core.rolling.RolloverFailure;
import ch.qos.logback.core.rolling.TriggeringPolicy;
import ch.qos.logback.core.rolling.helper.CompressionMode;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Twisted's way to rotate: by the size, into {@code name.1}, {@code name.2} and so on, of which the
 * first is the youngest. Logback's own policy keeps twenty at most, and looks at the size only now
 * and then.
 *
 * <p>Called by one thread at a time.
 */
final class NumberedFiles extends ContextAwareBase
    implements RollingPolicy, TriggeringPolicy<LogEvent> {
  private final Path file;
  private final Rotation rotation;
  private long fullAt;

  NumberedFiles(Path file, Rotation rotation) {
    this.file = file;
    this.rotation = rotation;
    this.fullAt = rotation.bytes();
  }

  @Override
  public boolean isTriggeringEvent(File active, LogEvent event) {
    return active.length() >= fullAt;
  }

  @Override
  public void rollover() {
    try {
      makeRoom();
      fullAt = rotation.bytes();
    } catch (IOException e) {
      fullAt = file.toFile().length() + rotation.bytes(); // else every line would try again
      throw new RolloverFailure("could not rename " + file + ": " + e, e);
    }
  }

  /** From the oldest to the youngest; what is not there leaves a gap. */
  private void makeRoom() throws IOException {
    Files.deleteIfExists(numbered(rotation.kept()));
    for (int i = firstGap() - 1; i >= 0; i--) {
      Files.move(numbered(i), numbered(i + 1), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private int firstGap() {
    int gap = 0;
    while (gap < rotation.kept() && Files.exists(numbered(gap))) {
      gap++;
    }
    return gap;
  }

  /** The one with this number; 0 is the one that is written. */
  private Path numbered(int number) {
    return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public String getActiveFileName() {
    return file.toString();
  }

  @Override
  public CompressionMode getCompressionMode() {
    return CompressionMode.NONE;
  }

  @Override
  public void setParent(FileAppender<?> appender) {}

  @Override
  public void start() {}

  @Override
  public void stop() {}

  @Override
  public boolean isStarted() {
    return true;
  }
}
