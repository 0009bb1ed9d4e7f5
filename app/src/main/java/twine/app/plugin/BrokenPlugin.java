package twine.app.plugin;

/**
 * Something that should have been a plugin and is none.
 *
 * @param origin what it is: the name of a class, or a file
 * @param reason what is wrong with it, in one line
 */
public record BrokenPlugin(String origin, String reason) {

  @Override
  public String toString() {
    return origin + ": " + reason;
  }
}
