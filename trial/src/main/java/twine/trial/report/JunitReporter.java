package twine.trial.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Writes the results to a file in the XML that JUnit's reports have, which continuous integration
 * reads; what is printed is what {@link PlainReporter} prints.
 */
public final class JunitReporter implements Reporter {
  private static final double NANOS = 1e9;

  private final PlainReporter plain;
  private final Tally tally;
  private final Path file;
  private final PrintStream out;

  /** Creates one that writes {@code file} when all is over. */
  public JunitReporter(PrintStream out, Tally tally, Path file) {
    this.plain = new PlainReporter(out, tally);
    this.tally = tally;
    this.file = file;
    this.out = out;
  }

  @Override
  public void begun(TestName name) {
    plain.begun(name);
  }

  @Override
  public void printed(String text) {
    plain.printed(text);
  }

  @Override
  public void ended(Result result) {
    plain.ended(result);
  }

  @Override
  public void finished(Duration took) throws IOException {
    plain.finished(took);
    Files.writeString(file, report(took));
    out.println("The report is in " + file + ".");
  }

  private String report(Duration took) {
    List<Result> results = tally.results();
    var xml = new StringBuilder();
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"trial\"");
    attribute(xml, "tests", Integer.toString(results.size()));
    attribute(xml, "failures", count(results, Verdict.FAIL));
    attribute(xml, "errors", count(results, Verdict.ERROR));
    attribute(
        xml, "skipped", Long.toString(results.stream().filter(JunitReporter::isSkipped).count()));
    attribute(xml, "time", seconds(took));
    xml.append(">\n");
    results.forEach(result -> testCase(xml, result));
    return xml.append("</testsuite>\n").toString();
  }

  private static String count(List<Result> results, Verdict verdict) {
    return Long.toString(results.stream().filter(result -> result.verdict() == verdict).count());
  }

  /** The format has no word for what is still to be done. */
  private static boolean isSkipped(Result result) {
    return result.verdict() == Verdict.SKIPPED || result.verdict() == Verdict.TODO;
  }

  private static void testCase(StringBuilder xml, Result result) {
    xml.append("  <testcase");
    attribute(xml, "classname", result.name().group());
    attribute(xml, "name", result.name().test());
    attribute(xml, "time", seconds(result.took()));
    if (result.verdict() == Verdict.OK) {
      xml.append("/>\n");
      return;
    }
    String element =
        switch (result.verdict()) {
          case FAIL -> "failure";
          case ERROR -> "error";
          default -> "skipped";
        };
    xml.append(">\n    <").append(element);
    attribute(xml, "message", result.text().lines().findFirst().orElse(""));
    xml.append('>').append(escaped(result.text())).append("</").append(element);
    xml.append(">\n  </testcase>\n");
  }

  private static void attribute(StringBuilder xml, String name, String value) {
    xml.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toNanos() / NANOS);
  }

  /** Characters that XML cannot have at all, not even escaped, become question marks. */
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(character -> {
          switch (character) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            default -> escaped.appendCodePoint(isXml(character) ? character : '?');
          }
        });
    return escaped.toString();
  }

  private static boolean isXml(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }
}
