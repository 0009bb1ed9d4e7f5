package twine.trial.report;

/** What comes of a test. The order is that of the details at the end of a run. */
public enum Verdict {
  /** It was not run, or has ended itself with {@code skip}. */
  SKIPPED("SKIPPED", "skips"),

  /** It fails, as its {@code @Todo} expects. */
  TODO("TODO", "expectedFailures"),

  /** An assertion does not hold. */
  FAIL("FAIL", "failures"),

  /** Anything else that has gone wrong. */
  ERROR("ERROR", "errors"),

  /** All is well. */
  OK("OK", "successes");

  private final String word;
  private final String plural;

  Verdict(String word, String plural) {
    this.word = "[" + word + "]";
    this.plural = plural;
  }

  /** How it is written behind a test: {@code [OK]}. */
  public String word() {
    return word;
  }

  /** What several of them are called when they are counted. */
  public String plural() {
    return plural;
  }

  /** Whether the whole run fails for it. */
  public boolean isBad() {
    return this == FAIL || this == ERROR;
  }
}
