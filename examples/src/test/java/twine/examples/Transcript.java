package twine.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes what a script printed the same in every run. Of a stack it keeps what the book shows of
 * one: the script's own frames, each with its line of source, and where the reactor was run; dots
 * stand for everything in between, and {@code main} is the last.
 */
final class Transcript {
  private static final String MARK = "(?<mark>" + Terminal.ERROR + ")?";
  private static final Pattern FRAME =
      Pattern.compile(
          MARK
              + "\\s+at (?:[\\w.@-]*/+)?(?<type>[\\w.$]+)\\.(?<method>[\\w$<>]+)"
              + "\\(.*?(?::(?<line>\\d+))?\\)]?");
  private static final Pattern NUMBER_OF_LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");
  private static final Pattern IDENTITY = Pattern.compile("\\bat 0x[0-9a-f]+");
  private static final Pattern TIME =
      Pattern.compile("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[+-]\\d{4} ");
  private static final Pattern OMITTED = Pattern.compile(MARK + "\\s+\\.\\.\\. \\d+ more");

  private final Example example;
  private final List<String> lines = new ArrayList<>();

  /** Whether the frames that come now are those of whatever has called {@code main}. */
  private boolean belowMain;

  private Transcript(Example example) {
    this.example = example;
  }

  /** What remains of the lines that {@code example} printed. */
  static List<String> of(Example example, List<String> printed) {
    var transcript = new Transcript(example);
    printed.forEach(transcript::add);
    return transcript.lines;
  }

  private void add(String line) {
    Matcher frame = FRAME.matcher(line);
    if (frame.matches()) {
      addFrame(frame);
    } else if (!line.matches(MARK) && !OMITTED.matcher(line).matches()) {
      belowMain = false;
      String timeless = TIME.matcher(line).replaceFirst("TIME ");
      lines.add(IDENTITY.matcher(timeless).replaceAll("at 0x…"));
    }
  }

  private void addFrame(Matcher frame) {
    if (!belowMain) {
      String mark = frame.group("mark");
      String method = NUMBER_OF_LAMBDA.matcher(frame.group("method")).replaceAll("lambda in $1");
      String shown = (mark == null ? "" : mark) + "  " + shown(frame, method);
      if (lines.isEmpty() || !shown.endsWith("...") || !lines.getLast().equals(shown)) {
        lines.add(shown);
      }
      belowMain = method.equals("main");
    }
  }

  private String shown(Matcher frame, String method) {
    String type = frame.group("type");
    if (type.equals("twine.reactor.spi.KernelReactor") && method.equals("run")) {
      return "at reactor.run";
    }
    if (type.contains(".") || frame.group("line") == null) {
      return "...";
    }
    return "at " + method + ": " + example.line(Integer.parseInt(frame.group("line")));
  }
}
