package twine.trial.command;

/** What a call of {@code System.exit} in a test becomes. Public for the tests' classes alone. */
@SuppressWarnings("DoNotCallSuggester") // nobody calls them in sources
public final class Exit extends Error {
  private static final long serialVersionUID = 1L;

  private Exit(int status) {
    super("called System.exit with status " + status);
  }

  /** In place of {@link System#exit}. */
  public static void exit(int status) {
    throw new Exit(status);
  }

  /** In place of {@link Runtime#exit} and {@link Runtime#halt}. */
  public static void exit(Runtime runtime, int status) {
    throw new Exit(status);
  }
}
