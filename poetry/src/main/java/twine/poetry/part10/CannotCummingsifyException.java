package twine.poetry.part10;

/** A genuine poem could not be cummingsified; it comes with the exception. */
public final class CannotCummingsifyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final byte[] poem;

  /** Creates the exception with the poem as it was. */
  public CannotCummingsifyException(byte[] poem) {
    super("The poem could not be cummingsified.");
    this.poem = poem.clone();
  }

  /** The poem as it was. */
  public byte[] poem() {
    return poem.clone();
  }
}
