package twine.poetry.command;

import java.io.Console;

/** Whether somebody sits before the program. */
public final class Terminal {
  private Terminal() {}

  /** Whether it reads from a terminal and writes to one on which bars can move. */
  @SuppressWarnings("SystemConsoleNull") // JDK 22 to 24 had always a console, 25 has not
  public static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }
}
