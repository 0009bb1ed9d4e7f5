package twine.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The lines of standard output and standard error together, as a person sees them. */
final class Terminal {
  /** What the lines of standard error begin with in records. */
  static final String ERROR = "! ";

  private final List<String> lines = new ArrayList<>();
  private final PrintStream output = new PrintStream(new Lines(""), true, UTF_8);
  private final PrintStream errors = new PrintStream(new Lines(ERROR), true, UTF_8);

  /** Whatever is printed here appears here. */
  PrintStream output() {
    return output;
  }

  /** Whatever is printed here appears here, marked. */
  PrintStream errors() {
    return errors;
  }

  /** The lines so far, in the order in which they were ended. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** The same lines of a process, whose streams are apart. */
  static List<String> lines(String output, String errors) {
    return Stream.concat(output.lines(), errors.lines().map(ERROR::concat)).toList();
  }

  private synchronized void add(String line) {
    lines.add(line);
  }

  /** Cuts one of the streams into lines. Every script ends its last one. */
  private final class Lines extends OutputStream {
    private final String mark;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(String mark) {
      this.mark = mark;
    }

    @Override
    public void write(int b) {
      if (b == '\n') {
        add(mark + line.toString(UTF_8));
        line.reset();
      } else {
        line.write(b);
      }
    }
  }
}
