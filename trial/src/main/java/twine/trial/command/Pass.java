package twine.trial.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import twine.trial.report.News;
import twine.trial.report.Reporter;
import twine.trial.report.Result;
import twine.trial.report.Tally;
import twine.trial.report.TestName;

/** All tests once: hands the news of them to the reporter and the log. */
final class Pass implements Consumer<News> {
  private final Tally tally;
  private final Reporter reporter;
  private final Writer log;
  private final Stopwatch watch = new Stopwatch();
  private @Nullable TestName current;

  /** Begins; {@code reporter} adds to {@code tally}, and {@code log} is left open. */
  Pass(Tally tally, Reporter reporter, Writer log) {
    this.tally = tally;
    this.reporter = reporter;
    this.log = log;
  }

  /** Takes news, from any thread. */
  @Override
  public synchronized void accept(News news) {
    switch (news) {
      case News.Begun(TestName name) -> {
        current = name;
        log("--> " + name + " <--\n");
        reporter.begun(name);
      }
      case News.Printed(String text) -> reporter.printed(text);
      case News.Logged(String text) -> log(text);
      case News.Ended(Result result) -> {
        current = null;
        reporter.ended(result);
      }
    }
  }

  /** The test that runs now. */
  synchronized Optional<TestName> current() {
    return Optional.ofNullable(current);
  }

  /** Tells that all is over, and whether it has passed. */
  synchronized boolean finish() throws IOException {
    reporter.finished(watch.elapsed());
    return tally.passed();
  }

  private void log(String text) {
    try {
      log.write(text);
      log.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
