package twine.benchmarks.compare;

/** Where progress is told: standard error, so that standard output holds the tables only. */
final class Console {
  private Console() {}

  /** Prints a line. */
  static void say(String line) {
    System.err.println(line);
  }
}
