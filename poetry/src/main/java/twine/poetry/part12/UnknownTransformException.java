package twine.poetry.part12;

/** There is no transform with the name that was asked for. */
public final class UnknownTransformException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names the transform. */
  public UnknownTransformException(String name) {
    super("there is no transform " + Quoted.text(name), null, false, false);
  }
}
