package twine.poetry.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import twine.poetry.command.Arguments;
import twine.poetry.command.CommandRun;
import twine.poetry.command.Program;
import twine.poetry.command.Terminal;
import twine.poetry.command.Usage;
import twine.poetry.command.UsageException;

/**
 * Part 9: the {@code deferred-simulator} command. It reads callbacks and errbacks, fires a real
 * Deferred that has them, with a result and with a failure, and draws what happened.
 */
public final class Simulator implements Program {
  private static final String INSTRUCTIONS =
      """
      Enter a callback and an errback on each line. Each of the two is one of:

        return VALUE   (or r VALUE)
        fail VALUE     (or f VALUE)
        passthru       (or p)

      A value has no spaces and at most 6 characters. For example:

        r good f bad   the callback returns "good", the errback throws "bad"
        f googly p     the callback throws "googly", the errback passes its failure on

      An empty line ends them. Then you see the chain, and what happens in it when the Deferred
      is fired by callback() and by errback(). A value with an asterisk is an exception's.
      """;

  private final Options options = new Options();

  /** Runs the simulator and exits with its status. */
  public static void main(String[] args) {
    int status = CommandRun.run("deferred-simulator", new Simulator(), args);
    System.out.flush();
    System.exit(status);
  }

  @Override
  public Usage usage() {
    return new Usage(
        "Draws how the callbacks and errbacks of a Deferred fire. They are read from standard "
            + "input, a pair on each line:\n\n"
            + "  r good f bad   the callback returns \"good\", the errback throws \"bad\"\n"
            + "  f googly p     the callback throws \"googly\", the errback passes on\n\n"
            + "Words may be shortened, values have at most 6 characters. An empty line or the "
            + "end of the input ends the pairs.",
        options);
  }

  @Override
  public int run() throws IOException {
    if (Terminal.isThere()) {
      System.out.println(INSTRUCTIONS);
    }
    List<Pair> pairs = readPairs();
    if (pairs.isEmpty()) {
      throw new UsageException("no pair of a callback and an errback was entered");
    }
    System.out.print(options.narrow() ? TextDrawing.narrow(pairs) : TextDrawing.wide(pairs));
    @Nullable Path svg = options.svg();
    if (svg != null) {
      write(SvgDrawing.of(pairs), svg);
    }
    return CommandRun.FINE;
  }

  private static void write(String figure, Path file) throws IOException {
    try {
      Files.writeString(file, figure);
    } catch (NoSuchFileException _) {
      throw new IOException(file + " cannot be written: there is no such directory");
    } catch (AccessDeniedException _) {
      throw new IOException(file + " cannot be written: permission denied");
    } catch (IOException e) {
      throw new IOException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** A line that is wrong is told and left out: who types wants to try again. */
  private static List<Pair> readPairs() throws IOException {
    Charset charset =
        Charset.forName(System.getProperty("stdin.encoding", StandardCharsets.UTF_8.name()));
    var in = new BufferedReader(new InputStreamReader(System.in, charset));
    List<Pair> pairs = new ArrayList<>();
    int number = 1;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        try {
          pairs.add(PairReader.read(line));
        } catch (BadPairException e) {
          System.err.println("deferred-simulator: line " + number + ": " + e.getMessage());
        }
      } else if (!pairs.isEmpty()) {
        break;
      }
      number++;
    }
    return pairs;
  }

  private static final class Options implements Arguments {
    private final OptionSpec narrow =
        OptionSpec.builder("--narrow")
            .type(boolean.class)
            .initialValue(false)
            .description("Draw one below the other, not side by side.")
            .build();
    private final OptionSpec svg =
        OptionSpec.builder("--svg")
            .type(Path.class)
            .paramLabel("FILE")
            .description("Write the three drawings to this SVG file as well.")
            .build();

    @Override
    public void addTo(CommandSpec command) {
      command.addOption(narrow).addOption(svg);
    }

    boolean narrow() {
      return narrow.getValue();
    }

    @Nullable Path svg() {
      return svg.getValue();
    }
  }
}
