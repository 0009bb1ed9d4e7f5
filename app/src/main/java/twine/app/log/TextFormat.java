package twine.app.log;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/** The book's format. Written by hand: a formatter of the JDK's takes 30 ms for its first date. */
final class TextFormat implements LogFormat {
  /** With the time of the place where the program runs. */
  static final TextFormat HERE = new TextFormat(ZoneId.systemDefault());

  private final ZoneId zone;

  TextFormat(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public String format(LogEvent event) {
    var text = new StringBuilder(100);
    appendTime(text, event.time());
    text.append(' ');
    appendBody(text, event);
    return text.append('\n').toString();
  }

  /** All but the time, and without the end of the last line. */
  static String body(LogEvent event) {
    var text = new StringBuilder(80);
    appendBody(text, event);
    return text.toString();
  }

  private static void appendBody(StringBuilder text, LogEvent event) {
    text.append('[');
    Escapes.appendLine(text, event.system());
    if (event.level() != Level.INFO) {
      text.append('#').append(event.level().name().toLowerCase(Locale.ROOT));
    }
    text.append("] ");
    Escapes.appendLines(text, event.message());
    event.values().forEach((key, value) -> appendValue(text, key, value));
    Failure failure = event.failure();
    if (failure != null) {
      Escapes.appendLines(text.append("\n\t"), failure.getTraceback().stripTrailing());
    }
  }

  private void appendTime(StringBuilder text, Instant time) {
    ZoneOffset offset = zone.getRules().getOffset(time);
    LocalDateTime local = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, offset);
    appendDigits(text, local.getYear(), 4).append('-');
    appendDigits(text, local.getMonthValue(), 2).append('-');
    appendDigits(text, local.getDayOfMonth(), 2).append(' ');
    appendClock(text, local);
    int minutes = offset.getTotalSeconds() / 60;
    text.append(minutes < 0 ? '-' : '+');
    appendDigits(text, Math.abs(minutes) / 60, 2);
    appendDigits(text, Math.abs(minutes) % 60, 2);
  }

  static void appendClock(StringBuilder text, LocalDateTime local) {
    appendDigits(text, local.getHour(), 2).append(':');
    appendDigits(text, local.getMinute(), 2).append(':');
    appendDigits(text, local.getSecond(), 2);
  }

  private static StringBuilder appendDigits(StringBuilder text, int number, int width) {
    String digits = Integer.toString(number);
    return text.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }

  /** In quotes if it could be taken for more than one fact. */
  private static void appendValue(StringBuilder text, String key, @Nullable Object value) {
    text.append(' ');
    Escapes.appendLine(text, key);
    text.append('=');
    String shown = String.valueOf(value);
    if (shown.isEmpty() || shown.chars().anyMatch(c -> c == ' ' || c == '"' || c == '=')) {
      text.append('"');
      Escapes.appendLine(text, shown.replace("\\", "\\\\").replace("\"", "\\\""));
      text.append('"');
    } else {
      Escapes.appendLine(text, shown);
    }
  }
}
