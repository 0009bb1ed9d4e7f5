package twine.benchmarks.load;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import twine.benchmarks.servers.Work;

/**
 * What the servers are made to do.
 *
 * @param work which of the things that the servers can do
 * @param connections how many are open at a time
 * @param depth how many requests are sent at once on each connection
 */
public record Scenario(Work work, int connections, int depth) {
  private static final Pattern REQUESTS = Pattern.compile("([1-9]\\d{0,4})(?:x([1-9]\\d?))?");
  private static final Pattern OTHERS =
      Pattern.compile("(?<work>poem|stream|slow):(?<connections>[1-9]\\d{0,4})");

  /** The forms in which a scenario is typed. */
  public static final String FORMS =
      "CONNECTIONS[xDEPTH], poem:CONNECTIONS, stream:READERS or slow:CLIENTS";

  /** Reads one of the {@link #FORMS}. */
  public static final class Converter implements ITypeConverter<Scenario> {
    /** For picocli. */
    public Converter() {}

    @Override
    public Scenario convert(String text) {
      Matcher requests = REQUESTS.matcher(text);
      if (requests.matches()) {
        return new Scenario(Work.REQUESTS, number(requests.group(1)), number(requests.group(2)));
      }
      Matcher other = OTHERS.matcher(text);
      if (other.matches()) {
        Work work = Work.valueOf(other.group("work").toUpperCase(Locale.ROOT));
        return new Scenario(work, number(other.group("connections")), 1);
      }
      throw new TypeConversionException("'" + text + "' is none of " + FORMS);
    }

    private static int number(@Nullable String digits) {
      return digits == null ? 1 : Integer.parseInt(digits);
    }
  }

  /** What it is, as a heading. */
  public String title() {
    return switch (work) {
      case REQUESTS ->
          "Small requests on %s%s"
              .formatted(
                  connections == 1 ? "one connection" : connections + " connections",
                  depth == 1 ? "" : ", " + depth + " at a time on each");
      case POEM -> "Accept, send a poem of 3 KB, close; " + connections + " at a time";
      case STREAM -> "Streams of 128 MiB to " + connections + " readers at a time";
      case SLOW ->
          String.format(
              Locale.ROOT,
              "%,d slow clients, with a timer for each: 11 bytes each 0.7 s",
              connections);
    };
  }

  /** What is counted. */
  public String unit() {
    return switch (work) {
      case REQUESTS -> "request";
      case POEM -> "poem";
      case STREAM -> "MiB";
      case SLOW -> "send";
    };
  }

  /** What is counted, in the plural. */
  public String units() {
    return work == Work.STREAM ? unit() : unit() + "s";
  }

  @Override
  public String toString() {
    return (work == Work.REQUESTS ? "" : work.argument() + ":")
        + connections
        + (depth == 1 ? "" : "x" + depth);
  }
}
