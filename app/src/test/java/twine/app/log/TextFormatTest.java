package twine.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import twine.defer.Failure;

/** Events as the book shows them. */
@Tag("P16.5")
final class TextFormatTest {
  private static final Instant BOOK = Instant.parse("2010-06-24T03:57:14.999Z");

  private static String text(LogEvent event) {
    return new TextFormat(ZoneId.of("America/Los_Angeles")).format(event);
  }

  private static String text(String message) {
    return text(event(Level.INFO, "-", message, null, Map.of()));
  }

  private static LogEvent event(
      Level level,
      String system,
      String message,
      @Nullable Failure failure,
      Map<String, @Nullable Object> values) {
    return new LogEvent(BOOK, level, system, LogEvent.LOG, message, failure, values);
  }

  @Test
  void aLineIsTheBooks() {
    assertThat(text("Log opened.")).isEqualTo("2010-06-23 20:57:14-0700 [-] Log opened.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "Z, 2010-06-24T03:57:14Z, 2010-06-24 03:57:14+0000",
    "+05:30, 2010-06-24T03:57:14Z, 2010-06-24 09:27:14+0530",
    "-03:30, 2010-01-01T00:00:00Z, 2009-12-31 20:30:00-0330",
    "Z, 0987-01-01T00:00:00Z, 0987-01-01 00:00:00+0000"
  })
  void theTimeIsThatOfThePlace(String zone, Instant time, String expected) {
    var event = new LogEvent(time, Level.INFO, "-", "", "", null, Map.of());
    assertThat(new TextFormat(ZoneOffset.of(zone)).format(event)).isEqualTo(expected + " [-] \n");
  }

  @Test
  void theSystemIsInBracketsAndTheLevelUnlessItIsInfo() {
    assertThat(text(event(Level.INFO, "PoetryFactory", "x", null, Map.of())))
        .endsWith(" [PoetryFactory] x\n");
    assertThat(text(event(Level.WARNING, "-", "x", null, Map.of()))).endsWith(" [-#warning] x\n");
  }

  @Test
  void furtherLinesBeginWithATab() {
    assertThat(text("a\nb\r\n\n\tc")).endsWith("[-] a\n\tb\n\t\n\t\tc\n");
  }

  @Test
  void aFailureComesWithItsStack() {
    var failure = Failure.caught(new IllegalStateException("no\npoem", new Exception("cause")));
    String[] lines = text(event(Level.ERROR, "-", "why", failure, Map.of())).split("\n", -1);
    assertThat(lines[0]).endsWith(" [-#error] why");
    assertThat(lines[1]).isEqualTo("\tjava.lang.IllegalStateException: no");
    assertThat(lines[2]).isEqualTo("\tpoem");
    assertThat(lines[3])
        .startsWith("\t\tat twine.app.log.TextFormatTest.aFailureComesWithItsStack");
    assertThat(lines).contains("\tCaused by: java.lang.Exception: cause");
  }

  @Test
  void factsFollowTheMessage() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("bytes", 3003);
    values.put("poem", "The \"Raven\"\\");
    values.put("none", null);
    values.put("empty", "");
    values.put("lines", "a\nb=c");
    assertThat(text(event(Level.INFO, "-", "sending", null, values)))
        .endsWith(
            "] sending bytes=3003 poem=\"The \\\"Raven\\\"\\\\\" none=null empty=\"\""
                + " lines=\"a\\u000ab=c\"\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "a \u001b[31mred, a \\u001b[31mred",
        "a\rb, a\\u000db",
        "bell\u0007\u007f\u0085, bell\\u0007\\u007f\\u0085",
        "\u2028\u202e, \\u2028\\u202e",
        "half \ud83d pair, half \\ud83d pair",
        "half \ude00 pair, half \\ude00 pair",
        "schöne Verse ☃ \ud83d\ude00 诗, schöne Verse ☃ \ud83d\ude00 诗"
      })
  void whatIsNotTextIsEscaped(String message, String expected) {
    assertThat(text(message)).endsWith("[-] " + expected + "\n");
  }

  @Test
  void nothingCanLookLikeAnotherEvent() {
    var random = new Random(16);
    String alphabet = "a \n\r\t\u0085\u2028\ud83d\ude00\u001b[-]\"=\\";
    for (int run = 0; run < 5_000; run++) {
      var made = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        made.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String anything = made.toString();
      var thrown = new Exception(anything);
      thrown.setStackTrace(new StackTraceElement[0]);
      var failure = new Failure(thrown);
      String text =
          text(event(Level.INFO, anything, anything, failure, Map.of(anything, anything)));
      assertThat(text.split("[\n\r\u0085\u2028]"))
          .as(anything)
          .filteredOn(line -> !line.startsWith("\t"))
          .hasSize(1);
      assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    }
  }
}
