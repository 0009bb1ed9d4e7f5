package twine.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import ch.qos.logback.core.ContextBase;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file with what is logged. When it is full it becomes {@code twined.log.1}, what was that {@code
 * twined.log.2}, and so on, and a new file begins; no line is cut in two. Each line has left the
 * process when {@link #logged} returns, so that a crash loses none.
 *
 * <p>A full disk, or a directory that has gone, does no harm to the program: it is told once on
 * standard error, lines are lost until the file can be written again, and that is told as well. A
 * file that cannot be renamed goes on to grow.
 *
 * <p>Logback does the work. May be used from any thread.
 */
public final class LogFile implements LogObserver, AutoCloseable {
  private final Path path;
  private final RotatingAppender appender;

  private LogFile(Path path, RotatingAppender appender) {
    this.path = path;
    this.appender = appender;
  }

  /**
   * Opens a file in the book's format, which is rotated as Twisted does it. What is in it stays.
   *
   * @throws IOException if it cannot be written, for instance because its directory is missing
   */
  public static LogFile open(Path file) throws IOException {
    return open(file, LogFormat.text(), Rotation.STANDARD);
  }

  /**
   * Opens a file; what is in it stays.
   *
   * @throws IOException if it cannot be written, for instance because its directory is missing
   */
  public static LogFile open(Path file, LogFormat format, Rotation rotation) throws IOException {
    Path absolute = file.toAbsolutePath(); // whatever becomes of the working directory
    Files.newOutputStream(absolute, CREATE, APPEND).close(); // Logback would only note a failure
    var context = new ContextBase();
    var encoder = new EventEncoder(format);
    encoder.setContext(context);
    encoder.start();
    var appender = new RotatingAppender(absolute, new NumberedFiles(absolute, rotation));
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return new LogFile(absolute, appender);
  }

  /** Where it is, as an absolute path. */
  public Path path() {
    return path;
  }

  @Override
  public void logged(LogEvent event) {
    appender.doAppend(event);
  }

  /**
   * Closes the file and opens one of the same name, because somebody, such as {@code logrotate},
   * has renamed it. No line is lost.
   *
   * @throws IOException if there cannot be such a file; the one that was open then stays so
   */
  public void reopen() throws IOException {
    appender.reopen();
  }

  /** Closes the file. What is logged from now on is ignored. */
  @Override
  public void close() {
    appender.stop();
  }

  @Override
  public String toString() {
    return "LogFile[" + path + "]";
  }

  private static final class EventEncoder extends EncoderBase<LogEvent> {
    private static final byte[] NOTHING = {};

    private final LogFormat format;

    EventEncoder(LogFormat format) {
      this.format = format;
    }

    @Override
    public byte[] headerBytes() {
      return NOTHING;
    }

    @Override
    public byte[] encode(LogEvent event) {
      return format.format(event).getBytes(UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return NOTHING;
    }
  }
}
