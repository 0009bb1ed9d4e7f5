package twine.poetry.part10;

/** What was to be cummingsified is no genuine poem. */
public final class GibberishException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public GibberishException() {
    super("This is gibberish, not a poem.");
  }
}
