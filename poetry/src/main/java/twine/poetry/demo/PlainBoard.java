package twine.poetry.demo;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** A line for each fifth of a poem, whichever task's it is. */
final class PlainBoard implements Board {
  private static final int PARTS = 5;

  private final PrintStream out;
  private final List<DemoPoem> poems;
  private final int[] bytes;

  PlainBoard(PrintStream out, List<DemoPoem> poems) {
    this.out = out;
    this.poems = poems;
    this.bytes = new int[poems.size()];
  }

  @Override
  public void begin() {
    Arrays.fill(bytes, 0);
  }

  @Override
  public void got(int task, int more) {
    DemoPoem poem = poems.get(task - 1);
    int before = bytes[task - 1];
    int now = before + more;
    bytes[task - 1] = now;
    if (parts(poem, now) > parts(poem, before)) {
      out.println(Bar.draw(task, poem, now));
      out.flush();
    }
  }

  private static int parts(DemoPoem poem, int bytes) {
    return PARTS * bytes / poem.length();
  }
}
