package twine.app.log;

/** How an event is written down. */
@FunctionalInterface
public interface LogFormat {

  /**
   * The text for an event: lines, each with its end. May be called by several threads at once.
   * Whatever the event holds, it must not look like another one.
   */
  String format(LogEvent event);

  /**
   * As the book shows it:
   *
   * <p>
   *
   * {@snippet lang="text" :
   * 2010-06-23 20:57:14-0700 [-] Log opened.
   * }
   *
   * <p>Further lines, those of a stack for instance, begin with a tab, so that an event begins on
   * every line that does not. The local time; after the system a level other than {@code INFO}, as
   * in {@code [-#error]}; after the message the facts, {@code key=value}. Control characters are
   * written as {@code \}{@code u001b}.
   */
  static LogFormat text() {
    return TextFormat.HERE;
  }

  /**
   * An object of JSON on a line of its own, in ASCII, with {@code time} (UTC), {@code level},
   * {@code system}, {@code logger}, {@code message}, and where there are such {@code values} and
   * {@code failure}; the latter has {@code type}, {@code message} and {@code traceback}. Numbers
   * and truth values are what they are, other values text.
   */
  static LogFormat json() {
    return JsonFormat.INSTANCE;
  }
}
