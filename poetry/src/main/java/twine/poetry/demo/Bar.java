package twine.poetry.demo;

/** A line that shows how far a task is. */
final class Bar {
  private static final int WIDTH = 30;

  private Bar() {}

  /** {@code Task 1: [#####.....] 1500 of 3003 bytes}. */
  static String draw(int task, DemoPoem poem, int bytes) {
    int filled = WIDTH * bytes / poem.length();
    return "Task "
        + task
        + ": ["
        + "#".repeat(filled)
        + ".".repeat(WIDTH - filled)
        + "] "
        + padded(bytes)
        + " of "
        + padded(poem.length())
        + " bytes of "
        + poem.name();
  }

  private static String padded(int number) {
    String digits = Integer.toString(number);
    return " ".repeat(Math.max(0, 4 - digits.length())) + digits;
  }
}
