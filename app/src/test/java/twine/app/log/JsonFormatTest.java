package twine.app.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import twine.defer.Failure;

/** Events as lines of JSON. */
@Tag("P16.5")
final class JsonFormatTest {
  private static final Instant BOOK = Instant.parse("2010-06-24T03:57:14.999Z");

  private static String json(
      String message, @Nullable Failure failure, Map<String, @Nullable Object> values) {
    return LogFormat.json()
        .format(new LogEvent(BOOK, Level.INFO, "-", "twine.log", message, failure, values));
  }

  @Test
  void anEventIsALine() {
    assertThat(json("Log \"opened\".\nReally.", null, Map.of()))
        .isEqualTo(
            "{\"time\":\"2010-06-24T03:57:14.999Z\",\"level\":\"INFO\",\"system\":\"-\","
                + "\"logger\":\"twine.log\",\"message\":\"Log \\\"opened\\\".\\nReally.\"}\n");
  }

  @Test
  void valuesKeepTheirKindAndOrder() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("bytes", 3003);
    values.put("long", 1L << 60);
    values.put("short", (short) 3);
    values.put("byte", (byte) -1);
    values.put("share", 0.25);
    values.put("float", 0.5f);
    values.put("odd", Double.NaN);
    values.put("done", true);
    values.put("none", null);
    values.put("peer", List.of("a\u2028b"));
    assertThat(json("", null, values))
        .endsWith(
            "\"values\":{\"bytes\":3003,\"long\":1152921504606846976,\"short\":3,\"byte\":-1,"
                + "\"share\":0.25,\"float\":0.5,\"odd\":\"NaN\",\"done\":true,\"none\":null,"
                + "\"peer\":\"[a\\u2028b]\"}}\n");
  }

  @Test
  void aFailureHasItsTypeAndItsStack() {
    String line = json("why", Failure.caught(new IllegalStateException("no poem")), Map.of());
    assertThat(line)
        .contains("\"failure\":{\"type\":\"java.lang.IllegalStateException\"")
        .contains(
            "\"message\":\"no poem\",\"traceback\":\"java.lang.IllegalStateException: no poem")
        .contains("\\n\\tat twine.app.log.JsonFormatTest.aFailureHasItsTypeAndItsStack");
    assertThat(json("", new Failure(new RuntimeException()), Map.of()))
        .contains("\"message\":null");
  }

  @Test
  void whateverIsSaidIsOneLineThatCanBeReadBack() throws Exception {
    var random = new Random(16);
    String alphabet = "a \n\r\t\u0085\u2028\ud83d\ude00\u001b\u0000[-]\"=\\{}:";
    for (int run = 0; run < 5_000; run++) {
      var made = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        made.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String anything = made.toString();
      String line = json(anything, null, Map.of(anything, anything));
      assertThat(line.split("[\n\r\u0085\u2028]", -1)).hasSize(2).endsWith("");
      assertThat(new String(line.getBytes(UTF_8), UTF_8)).isEqualTo(line);
      assertThat(message(line)).isEqualTo(anything);
    }
  }

  private static @Nullable String message(String line) throws Exception {
    try (JsonParser parser = new JsonFactory().createParser(line)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.FIELD_NAME && parser.currentName().equals("message")) {
          return parser.nextTextValue();
        }
      }
    }
    return null;
  }
}
