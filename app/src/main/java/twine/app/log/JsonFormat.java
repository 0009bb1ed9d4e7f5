package twine.app.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/** A line of JSON for each event. */
final class JsonFormat implements LogFormat {
  /** All but ASCII is escaped: some readers take U+0085 and U+2028 for the end of a line. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  static final JsonFormat INSTANCE = new JsonFormat();

  private JsonFormat() {}

  @Override
  public String format(LogEvent event) {
    var text = new StringWriter(200);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, event);
    } catch (IOException e) {
      throw new UncheckedIOException("could not write to a string", e);
    }
    return text.append('\n').toString();
  }

  private static void write(JsonGenerator json, LogEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("time", event.time().toString());
    json.writeStringField("level", event.level().name());
    json.writeStringField("system", event.system());
    json.writeStringField("logger", event.logger());
    json.writeStringField("message", event.message());
    if (!event.values().isEmpty()) {
      json.writeObjectFieldStart("values");
      for (Map.Entry<String, @Nullable Object> each : event.values().entrySet()) {
        json.writeFieldName(each.getKey());
        writeValue(json, each.getValue());
      }
      json.writeEndObject();
    }
    Failure failure = event.failure();
    if (failure != null) {
      json.writeObjectFieldStart("failure");
      json.writeStringField("type", failure.value().getClass().getName());
      json.writeStringField("message", failure.value().getMessage());
      json.writeStringField("traceback", failure.getTraceback());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case Boolean truth -> json.writeBoolean(truth);
      case Double number -> json.writeNumber(number);
      case Float number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case Short number -> json.writeNumber(number);
      case Byte number -> json.writeNumber(number.shortValue());
      default -> json.writeString(String.valueOf(value));
    }
  }
}
