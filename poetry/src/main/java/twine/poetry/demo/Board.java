package twine.poetry.demo;

import java.io.PrintStream;
import java.util.List;
import twine.poetry.command.Terminal;

/** Shows how far each task is. */
interface Board {

  /** Nothing has arrived yet, in any task. */
  void begin();

  /** Bytes have arrived in a task; the first one is 1. */
  void got(int task, int bytes);

  /** Bars that grow on a terminal, lines anywhere else. */
  static Board on(PrintStream out, List<DemoPoem> poems) {
    return Terminal.isThere() ? new LiveBoard(out, poems) : new PlainBoard(out, poems);
  }
}
