package twine.app.log;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import twine.defer.Failure;

/**
 * One thing that was logged.
 *
 * @param time when; in a simulation its time, counted from 1970
 * @param level how much it matters
 * @param system on whose behalf: what the loop was serving, such as {@code PoetryFactory} or {@code
 *     PoetryProtocol,0,127.0.0.1}, and {@code -} if nothing in particular
 * @param logger the name of the logger it came through; {@value #LOG} for what was said by {@link
 *     Log}
 * @param message what there is to say; may have several lines
 * @param failure what went wrong, or null
 * @param values facts that a program may want to search for, in the order in which they were given
 */
public record LogEvent(
    Instant time,
    Level level,
    String system,
    String logger,
    String message,
    @Nullable Failure failure,
    Map<String, @Nullable Object> values) {

  /** The {@link #logger} of {@link Log}. */
  public static final String LOG = "twine.log";

  /** The {@link #system} of what is done on nobody's behalf. */
  public static final String NOBODY = "-";

  /** Keeps a copy of {@code values}; the values themselves are not copied. */
  public LogEvent {
    values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
