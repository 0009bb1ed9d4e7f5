package twine.poetry.demo;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** A bar for each task, drawn again in its place whenever it grows (ECMA-48 control sequences). */
final class LiveBoard implements Board {
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private final List<DemoPoem> poems;
  private final int[] bytes;

  LiveBoard(PrintStream out, List<DemoPoem> poems) {
    this.out = out;
    this.poems = poems;
    this.bytes = new int[poems.size()];
  }

  @Override
  public void begin() {
    Arrays.fill(bytes, 0);
    for (int task = 1; task <= poems.size(); task++) {
      out.println(bar(task));
    }
    out.flush();
  }

  @Override
  public void got(int task, int more) {
    bytes[task - 1] += more;
    int up = poems.size() - task + 1;
    out.print(ESCAPE + up + "A\r" + bar(task) + ESCAPE + "K" + ESCAPE + up + "B\r");
    out.flush();
  }

  private String bar(int task) {
    return Bar.draw(task, poems.get(task - 1), bytes[task - 1]);
  }
}
