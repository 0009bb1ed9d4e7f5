package twine.poetry.part12;

/** What a client sent, made fit for one line of a log: short, and no character can do harm. */
final class Quoted {
  private static final int SHOWN = 32;

  private Quoted() {}

  /** The beginning of a text in quotation marks. */
  static String text(String text) {
    int end = Math.min(text.length(), SHOWN);
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        quoted.append("\\x%02x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append(end < text.length() ? "\"…" : "\"").toString();
  }
}
