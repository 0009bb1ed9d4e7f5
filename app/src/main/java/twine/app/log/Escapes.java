package twine.app.log;

import java.util.HexFormat;

/**
 * Keeps what is logged from looking like something else: whoever sends us a name with a line feed
 * in it must not be able to write lines of our log, nor, with an ESC, on the terminal of who reads
 * it.
 */
final class Escapes {
  private static final HexFormat HEX = HexFormat.of();

  private Escapes() {}

  /** Appends {@code value} as a part of a line. */
  static void appendLine(StringBuilder text, String value) {
    for (int i = 0; i < value.length(); i++) {
      append(text, value, i);
    }
  }

  /** Appends {@code value}, each line after the first with a tab before it. */
  static void appendLines(StringBuilder text, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\n') {
        text.append("\n\t");
      } else if (c == '\t') {
        text.append(c);
      } else if (c != '\r' || !value.startsWith("\n", i + 1)) {
        append(text, value, i);
      }
    }
  }

  private static void append(StringBuilder text, String value, int at) {
    char c = value.charAt(at);
    if (isHarmless(c) || isHalfOfAPair(value, at)) {
      text.append(c);
    } else {
      text.append("\\u").append(HEX.toHexDigits(c));
    }
  }

  private static boolean isHarmless(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  private static boolean isHalfOfAPair(String value, int at) {
    char c = value.charAt(at);
    return Character.isHighSurrogate(c)
        ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
        : Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
  }
}
