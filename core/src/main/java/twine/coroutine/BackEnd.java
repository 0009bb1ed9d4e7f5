package twine.coroutine;

/**
 * How the code of coroutines gets on and off the loop's thread. It is chosen once, by trying, and
 * named by {@link Coroutine#backEnd} and in the log of {@code twine.coroutine}, at the level DEBUG.
 * What coroutines do is the same on both; only the time that it takes them is not.
 */
public enum BackEnd {
  /**
   * The loop's thread carries the coroutine's virtual thread itself. Takes a fraction of a
   * microsecond to step on and off, and needs {@code java.lang} to be open to Twine, in one of
   * these ways:
   *
   * <ul>
   *   <li>Twine on the module path: {@code --add-opens java.base/java.lang=twine.core}
   *   <li>Twine on the class path: {@code --add-opens java.base/java.lang=ALL-UNNAMED}
   *   <li>{@code java -jar}: {@code Add-Opens: java.base/java.lang} in the manifest of that jar
   * </ul>
   */
  CARRIED,

  /**
   * The loop's thread waits while the coroutine's virtual thread runs elsewhere. Takes some
   * microseconds, and needs nothing: it is what there is where {@code java.lang} is not open, or
   * where {@code -Dtwine.coroutine=handed-over} demands it.
   */
  HANDED_OVER
}
