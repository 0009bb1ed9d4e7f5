package twine.trial.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import twine.trial.report.News;

/**
 * Makes news of what is printed on standard output and of what is logged, in place of the handlers
 * that the root logger has had. Standard error is left as it is.
 */
final class Listening implements AutoCloseable {
  private static final Logger ROOT = Logger.getLogger("");

  private final PrintStream output = System.out;
  private final Handler[] handlers = ROOT.getHandlers();
  private final Handler handler;

  /** Begins; {@code news} may be called on any thread. */
  Listening(Consumer<News> news) {
    this.handler = new Logged(news);
    for (Handler other : handlers) {
      ROOT.removeHandler(other);
    }
    ROOT.addHandler(handler);
    System.setOut(new PrintStream(new Printed(news), true, UTF_8));
  }

  /** Puts everything back. */
  @Override
  public void close() {
    System.out.flush();
    System.setOut(output);
    ROOT.removeHandler(handler);
    for (Handler other : handlers) {
      ROOT.addHandler(other);
    }
  }

  private static final class Printed extends OutputStream {
    private final Consumer<News> news;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Printed(Consumer<News> news) {
      this.news = news;
    }

    @Override
    public synchronized void write(int value) {
      bytes.write(value);
    }

    @Override
    public synchronized void write(byte[] some, int offset, int length) {
      bytes.write(some, offset, length);
    }

    @Override
    public synchronized void flush() {
      if (bytes.size() > 0) {
        news.accept(new News.Printed(bytes.toString(UTF_8)));
        bytes.reset();
      }
    }
  }

  private static final class Logged extends Handler {
    private static final SimpleFormatter FORMATTER = new SimpleFormatter();

    private final Consumer<News> news;

    private Logged(Consumer<News> news) {
      this.news = news;
    }

    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        news.accept(new News.Logged(FORMATTER.format(record)));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
