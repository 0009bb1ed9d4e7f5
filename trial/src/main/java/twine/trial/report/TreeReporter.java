package twine.trial.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a tree of packages, classes and tests, in the manner of Twisted's trial. */
public final class TreeReporter implements Reporter {
  private static final int WIDTH = 79;
  private static final String INDENT = "  ";

  private final PrintStream out;
  private final Tally tally;
  private List<String> groups = List.of();

  /** The test whose line has been begun, and is still the last one. */
  private @Nullable TestName open;

  /** Whether the last line was printed by a test, which has not ended it. */
  private boolean ragged;

  /** Creates one that prints to {@code out}. */
  public TreeReporter(PrintStream out, Tally tally) {
    this.out = out;
    this.tally = tally;
  }

  @Override
  public void begun(TestName name) {
    endLine();
    printGroups(name.groups());
    out.print(line(name));
    out.flush();
    open = name;
  }

  @Override
  public void printed(String text) {
    if (open != null) {
      endLine();
    }
    out.print(text);
    out.flush();
    ragged = !text.endsWith("\n");
  }

  @Override
  public void ended(Result result) {
    tally.add(result);
    if (open == null || !result.name().equals(open)) {
      begun(result.name());
    }
    String word = result.verdict().word();
    int used = line(result.name()).length() + word.length();
    out.println(" ".repeat(Math.max(1, WIDTH - used)) + word);
    open = null;
  }

  @Override
  public void finished(Duration took) {
    endLine();
    tally.print(out, took);
  }

  private void endLine() {
    if (open != null || ragged) {
      out.println();
    }
    open = null;
    ragged = false;
  }

  private void printGroups(List<String> wanted) {
    int same = 0;
    while (same < Math.min(groups.size(), wanted.size())
        && groups.get(same).equals(wanted.get(same))) {
      same++;
    }
    for (int depth = same; depth < wanted.size(); depth++) {
      out.println(INDENT.repeat(depth) + wanted.get(depth));
    }
    groups = wanted;
  }

  private static String line(TestName name) {
    return INDENT.repeat(name.groups().size()) + name.test() + " ...";
  }
}
