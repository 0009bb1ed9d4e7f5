package twine.coroutine;

/** How the code of coroutines gets on and off the loop's thread. */
public enum BackEnd {
  /**
   * The loop's thread carries the coroutine's virtual thread itself. Takes a tenth of a microsecond
   * to step on or off, and needs {@code java.lang} to be open to Twine: {@code --add-opens
   * java.base/java.lang=twine.core}, or {@code =ALL-UNNAMED} when Twine is on the class path.
   */
  CARRIED,

  /**
   * The loop's thread waits while the coroutine's virtual thread runs elsewhere. Needs nothing, and
   * takes some microseconds.
   */
  HANDED_OVER
}
