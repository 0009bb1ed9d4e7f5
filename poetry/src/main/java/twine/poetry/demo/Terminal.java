package twine.poetry.demo;

import java.io.Console;

/** Whether there is somebody to see bars move. */
final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // JDK 22 to 24 had always a console, 25 has not
  static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }
}
