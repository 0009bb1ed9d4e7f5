package twine.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;

/** Prints what is logged on a stream. */
final class Printer implements LogObserver {
  private final PrintStream stream;
  private final LogFormat format;

  Printer(PrintStream stream, LogFormat format) {
    this.stream = stream;
    this.format = format;
  }

  /** In one write, so that lines of several threads do not mix. */
  @Override
  public void logged(LogEvent event) {
    byte[] text = format.format(event).getBytes(UTF_8);
    stream.write(text, 0, text.length);
    stream.flush();
  }
}
