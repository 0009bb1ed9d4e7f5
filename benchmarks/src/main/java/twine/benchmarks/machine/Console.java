package twine.benchmarks.machine;

/** Where progress is told: standard error, so that standard output holds the tables only. */
public final class Console {
  private Console() {}

  /** Prints a line. */
  public static void say(String line) {
    System.err.println(line);
  }
}
