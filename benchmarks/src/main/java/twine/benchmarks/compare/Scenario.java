package twine.benchmarks.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What the servers are made to do.
 *
 * @param work which of the two things that the servers can do
 * @param connections how many are open at a time
 * @param depth how many requests are sent at once on each connection
 */
record Scenario(Work work, int connections, int depth) {
  private static final Pattern FORM = Pattern.compile("(poem:)?([1-9]\\d{0,4})(?:x([1-9]\\d?))?");

  /** The kinds of work. */
  enum Work {
    /** Answer requests. */
    REQUESTS("requests"),
    /** Send a poem to whoever connects, and close. */
    POEM("poem");

    private final String argument;

    Work(String argument) {
      this.argument = argument;
    }

    /** How a server's command line says it. */
    String argument() {
      return argument;
    }
  }

  /** Reads {@code CONNECTIONS}, {@code CONNECTIONSxDEPTH} or {@code poem:CONNECTIONS}. */
  static final class Converter implements ITypeConverter<Scenario> {
    @Override
    public Scenario convert(String text) {
      Matcher m = FORM.matcher(text);
      if (!m.matches() || (m.group(1) != null && m.group(3) != null)) {
        throw new TypeConversionException(
            "'" + text + "' is neither CONNECTIONS[xDEPTH] nor poem:CONNECTIONS");
      }
      return new Scenario(
          m.group(1) == null ? Work.REQUESTS : Work.POEM,
          Integer.parseInt(m.group(2)),
          m.group(3) == null ? 1 : Integer.parseInt(m.group(3)));
    }
  }

  /** What it is, as a heading. */
  String title() {
    if (work == Work.POEM) {
      return "Accept, send a poem of 3 KB, close; " + connections + " at a time";
    }
    return "Small requests on "
        + connections
        + " connections"
        + (depth == 1 ? "" : ", " + depth + " at a time on each");
  }

  /** What is counted. */
  String unit() {
    return work == Work.POEM ? "poem" : "request";
  }

  @Override
  public String toString() {
    return (work == Work.POEM ? "poem:" : "") + connections + (depth == 1 ? "" : "x" + depth);
  }
}
