package twine.trial.report;

import java.io.PrintStream;
import java.time.Duration;

/** Prints a line for each test, with its whole name: for {@code grep}. */
public final class PlainReporter implements Reporter {
  private final PrintStream out;
  private final Tally tally;
  private boolean ragged;

  /** Creates one that prints to {@code out}. */
  public PlainReporter(PrintStream out, Tally tally) {
    this.out = out;
    this.tally = tally;
  }

  @Override
  public void begun(TestName name) {}

  @Override
  public void printed(String text) {
    out.print(text);
    out.flush();
    ragged = !text.endsWith("\n");
  }

  @Override
  public void ended(Result result) {
    tally.add(result);
    if (ragged) {
      out.println();
      ragged = false;
    }
    out.println(result.name() + " ... " + result.verdict().word());
    out.flush();
  }

  @Override
  public void finished(Duration took) {
    tally.print(out, took);
  }
}
