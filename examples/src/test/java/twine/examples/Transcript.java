package twine.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a script printed, without what is different in every run. Of a stack it keeps what the book
 * shows of one: the script's own frames, each with its line of source, and where the reactor was
 * run; dots stand for everything in between, and {@code main} is the last.
 *
 * @param output what was printed on standard output
 * @param errors what was printed on standard error
 */
record Transcript(String output, String errors) {
  private static final Pattern FRAME =
      Pattern.compile("\\s+at (?:[\\w.@-]*/+)?([\\w.$]+)\\.([\\w$<>]+)\\(.*?(?::(\\d+))?\\)");
  private static final Pattern NUMBER_OF_LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{5,8}\\b");
  private static final Pattern OMITTED = Pattern.compile("\\s+\\.\\.\\. \\d+ more");
  private static final String DOTS = "  ...";

  /** What {@code example} printed. */
  static Transcript of(Example example, String output, String errors) {
    return new Transcript(normalized(example, output), normalized(example, errors));
  }

  private static String normalized(Example example, String text) {
    List<String> lines = new ArrayList<>();
    boolean belowMain = false;
    for (String line : text.lines().toList()) {
      Matcher frame = FRAME.matcher(line);
      if (!frame.matches()) {
        belowMain = false;
        add(line, lines);
      } else if (!belowMain) {
        String shown = shown(example, frame);
        belowMain = shown.startsWith("  at main");
        if (!shown.equals(DOTS) || !lines.getLast().equals(DOTS)) {
          lines.add(shown);
        }
      }
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** Blank lines are what the logger puts after a stack. */
  private static void add(String line, List<String> lines) {
    if (!line.isBlank() && !OMITTED.matcher(line).matches()) {
      lines.add(IDENTITY.matcher(line).replaceAll("@…"));
    }
  }

  private static String shown(Example example, Matcher frame) {
    String type = frame.group(1);
    String method = NUMBER_OF_LAMBDA.matcher(frame.group(2)).replaceAll("lambda in $1");
    if (type.equals("twine.reactor.spi.KernelReactor") && method.equals("run")) {
      return "  at reactor.run";
    }
    if (type.contains(".") || frame.group(3) == null) {
      return DOTS;
    }
    return "  at " + method + ": " + example.line(Integer.parseInt(frame.group(3)));
  }
}
