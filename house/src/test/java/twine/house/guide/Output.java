package twine.house.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What of a command's output a page shows, and which of that is the same in every run.
 *
 * <p>A block may say {@code head=N} and {@code tail=N}: then only so many lines are shown from the
 * beginning and from the end, and dots between them. Times, sizes of portions, clients' ports,
 * identities of objects and the numbers of lines in stacks count as equal. In a block that says
 * {@code any-order} tasks compete, and only the lines count and not their order; where it is
 * shortened, each line that it shows must have been printed.
 */
final class Output {
  private static final String DOTS = "...";

  /** As programs print them; "0.31 s" is what trial says, and "9.482 s" delayed calls. */
  private static final Pattern TIME =
      Pattern.compile("\\d+:\\d\\d:\\d\\d(\\.\\d+)?|\\d+(\\.\\d+)? ?s\\b");

  /** How a poem is cut on its way is chance. */
  private static final Pattern PORTION = Pattern.compile("got \\d+ bytes of poetry from (\\S+)$");

  /** What the system gives to clients; the servers of the guide are shown with lower ones. */
  private static final Pattern PORT_OF_CLIENT = Pattern.compile("(127\\.0\\.0\\.1):[2-6]\\d{4}\\b");

  private static final Pattern MOMENT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[+-]\\d{4}");

  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{5,8}\\b");

  private static final Pattern LINE_IN_STACK = Pattern.compile("\\((\\w+\\.java):\\d+\\)");

  private final Block block;
  private final List<String> printed;

  /** What a command in {@code block} has printed. */
  Output(Block block, List<String> printed) {
    this.block = block;
    this.printed = printed;
  }

  /** What the page should show. */
  List<String> shortened() {
    int tail = Integer.parseInt(block.option("tail", "0"));
    int head = Integer.parseInt(block.option("head", tail > 0 ? "0" : "1000000"));
    if (printed.size() <= head + tail) {
      return printed;
    }
    List<String> some = new ArrayList<>(printed.subList(0, head));
    some.add(DOTS);
    some.addAll(printed.subList(printed.size() - tail, printed.size()));
    return some;
  }

  /** Whether what the page shows is still true. */
  boolean isShownBy(List<String> shown) {
    List<String> lines = shapes(shown);
    List<String> expected = shapes(shortened());
    if (!block.is("any-order")) {
      return lines.equals(expected);
    }
    if (!expected.contains(DOTS)) {
      return lines.stream().sorted().toList().equals(expected.stream().sorted().toList());
    }
    lines.remove(DOTS);
    return lines.size() == expected.size() - 1 && shapes(printed).containsAll(lines);
  }

  private static List<String> shapes(List<String> lines) {
    List<String> shapes = new ArrayList<>();
    for (String line : lines) {
      String shape = MOMENT.matcher(line).replaceAll("MOMENT");
      shape = TIME.matcher(shape).replaceAll("TIME");
      shape = PORTION.matcher(shape).replaceAll("got SOME bytes of poetry from $1");
      shape = IDENTITY.matcher(shape).replaceAll("@IDENTITY");
      shape = PORT_OF_CLIENT.matcher(shape).replaceAll("$1:PORT");
      shapes.add(LINE_IN_STACK.matcher(shape).replaceAll("($1)"));
    }
    return shapes;
  }
}
