package twine.house.guide;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import twine.defer.Outcome;
import twine.house.guide.ListRun.Firing;

/** Draws when each of some Deferreds has fired, and with what: green is a result, red a failure. */
final class ListDrawing {
  private static final int SECONDS = 4;
  private static final int SECOND = 64;
  private static final int LEFT = 160;
  private static final int TOP = 44;
  private static final int ROW = 34;
  private static final int GAP = 30;
  private static final int TEXT = LEFT + SECONDS * SECOND + 28;
  private static final int WIDTH = TEXT + 500;

  private final List<Firing> firings;
  private final int members;
  private final Formatter svg = new Formatter(Locale.ROOT);

  private ListDrawing(List<Firing> firings, int members) {
    this.firings = firings;
    this.members = members;
  }

  /**
   * The drawing, as an SVG document.
   *
   * @param members how many of them are members; the others are the lists, which fire when one of
   *     the members does
   */
  static String of(List<Firing> firings, int members) {
    var drawing = new ListDrawing(firings, members);
    drawing.open();
    for (int i = 0; i < firings.size(); i++) {
      drawing.firing(firings.get(i), drawing.y(i));
    }
    drawing.svg.format("</svg>\n");
    return drawing.svg.toString();
  }

  private void open() {
    int height = y(firings.size() - 1) + GAP;
    svg.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">
          <style>
            text { font: 13px sans-serif; fill: #222 }
            .name { font-family: monospace }
            .title { font-weight: bold; font-size: 14px }
            .waiting { stroke: #cfcfcf; stroke-width: 6 }
            .together { stroke: #999; stroke-dasharray: 2 4 }
            .result { fill: #2f7d2b }
            .failure { fill: #b3261e }
            .second { text-anchor: middle; font-size: 11px }
          </style>
          <rect width="%d" height="%d" fill="#fff"/>
          <text class="title" x="%d" y="18">fires after</text>
          <text class="title" x="%d" y="18">with</text>
        """,
        WIDTH, height, WIDTH, height, WIDTH, height, LEFT, TEXT);
    for (Firing member : firings.subList(0, members)) {
      int x = x(member.seconds());
      svg.format(
          "  <path class=\"together\" d=\"M%d %dV%d\"/>\n", x, TOP - 6, y(firings.size() - 1));
      svg.format(
          "  <text class=\"second\" x=\"%d\" y=\"%d\">%d s</text>\n",
          x, TOP - 10, member.seconds());
    }
  }

  private void firing(Firing firing, int y) {
    boolean succeeded = firing.outcome().isSuccess();
    int x = x(firing.seconds());
    svg.format("  <text class=\"name\" x=\"10\" y=\"%d\">%s</text>\n", y + 5, firing.name());
    svg.format("  <path class=\"waiting\" d=\"M%d %dH%d\"/>\n", LEFT, y, x);
    svg.format(
        "  <circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"7\"/>\n",
        succeeded ? "result" : "failure", x, y);
    svg.format(
        "  <text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n",
        succeeded ? "result" : "failure", TEXT, y + 5, text(firing.outcome()));
  }

  private static String text(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Success<?>(var result) -> String.valueOf(result);
      case Outcome.Failed<?>(var failure) -> failure.getErrorMessage();
    };
  }

  /** The members are a little apart from the lists. */
  private int y(int row) {
    return TOP + 12 + row * ROW + (row < members ? 0 : GAP);
  }

  private static int x(long seconds) {
    return LEFT + (int) seconds * SECOND;
  }
}
