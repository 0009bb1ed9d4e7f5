package twine.poetry.simulator;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/**
 * Draws a chain as the book's figures do: callbacks and errbacks are green and red boxes, and so
 * are the paths that results and failures take.
 */
final class SvgDrawing {
  private static final int BOX_WIDTH = 130;
  private static final int BOX_HEIGHT = 40;
  private static final int COLUMN_GAP = 30;
  private static final int PAIR_GAP = 44;
  private static final int PAIR_HEIGHT = BOX_HEIGHT + PAIR_GAP;

  private static final int MARGIN = 24;
  private static final int TITLE = 20;
  private static final int FIRST_PAIR = 88;
  private static final int PANEL_WIDTH = 2 * BOX_WIDTH + COLUMN_GAP + 2 * MARGIN;

  private static final String STYLE =
      """
        <style>
          text { font: 13px sans-serif; text-anchor: middle; fill: #222 }
          .title { font: bold 14px monospace }
          .label { font-size: 12px; text-anchor: start }
          .callback { fill: #d9efd3; stroke: #2f7d2b }
          .errback { fill: #f6d5d2; stroke: #b3261e }
          .idle { opacity: 0.4 }
          .path { fill: none; stroke-width: 2.5 }
          .result { stroke: #2f7d2b; marker-end: url(#result) }
          .failure { stroke: #b3261e; marker-end: url(#failure) }
        </style>
        <defs>
          <marker id="result" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" \
      markerHeight="5" orient="auto"><path d="M0 0 8 4 0 8z" fill="#2f7d2b"/></marker>
          <marker id="failure" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="5" \
      markerHeight="5" orient="auto"><path d="M0 0 8 4 0 8z" fill="#b3261e"/></marker>
        </defs>
      """;

  private final List<Pair> pairs;
  private final Formatter svg = new Formatter(Locale.ROOT);

  private SvgDrawing(List<Pair> pairs) {
    this.pairs = pairs;
  }

  /** The three drawings, as an SVG document. */
  static String of(List<Pair> pairs) {
    var drawing = new SvgDrawing(pairs);
    int width = 3 * PANEL_WIDTH;
    int height = FIRST_PAIR + pairs.size() * PAIR_HEIGHT + MARGIN;
    drawing.svg.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">
        """,
        width, height, width, height);
    drawing.svg.format("%s", STYLE);
    drawing.svg.format("  <rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height);
    drawing.chain();
    drawing.firing(1, "d.callback(initial)", Side.CALLBACK);
    drawing.firing(2, "d.errback(initial*)", Side.ERRBACK);
    drawing.svg.format("</svg>\n");
    return drawing.svg.toString();
  }

  private void chain() {
    openPanel(0, "Deferred");
    for (int i = 0; i < pairs.size(); i++) {
      box(i, Side.CALLBACK, "");
      box(i, Side.ERRBACK, "");
    }
    svg.format("  </g>\n");
  }

  private void firing(int panel, String title, Side start) {
    openPanel(panel, title);
    List<Passing> passings = Firing.of(pairs, start);
    for (int i = 0; i < pairs.size(); i++) {
      Side fired = passings.get(i).side();
      box(i, Side.CALLBACK, fired == Side.CALLBACK ? "" : " idle");
      box(i, Side.ERRBACK, fired == Side.ERRBACK ? "" : " idle");
    }
    Side from = start;
    for (int i = 0; i < passings.size(); i++) {
      path(i, from, passings.get(i));
      from = passings.get(i).side();
    }
    svg.format("  </g>\n");
  }

  private void openPanel(int panel, String title) {
    svg.format("  <g transform=\"translate(%d 0)\">\n", panel * PANEL_WIDTH);
    svg.format(
        "    <text class=\"title\" x=\"%d\" y=\"%d\">%s</text>\n", PANEL_WIDTH / 2, TITLE, title);
  }

  private void box(int pair, Side side, String idle) {
    int x = middle(side) - BOX_WIDTH / 2;
    int y = top(pair);
    String kind = side == Side.CALLBACK ? "callback" : "errback";
    svg.format(
        "    <g class=\"%s%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>"
            + "<text x=\"%d\" y=\"%d\" stroke=\"none\">%s</text></g>\n",
        kind,
        idle,
        x,
        y,
        BOX_WIDTH,
        BOX_HEIGHT,
        middle(side),
        y + BOX_HEIGHT / 2 + 5,
        escaped(pairs.get(pair).of(side).caption()));
  }

  /** The way of a value into the pair with this index, or out of the chain after the last. */
  private void path(int pair, Side from, Passing passing) {
    int end = top(pair) - 3;
    int start = top(pair) - PAIR_GAP + 3;
    int bend = (start + end) / 2;
    int to = middle(passing.side());
    svg.format(
        "    <path class=\"path %s\" d=\"M%d %dV%dH%dV%d\"/>\n",
        passing.side() == Side.CALLBACK ? "result" : "failure", middle(from), start, bend, to, end);
    svg.format(
        "    <text class=\"label\" x=\"%d\" y=\"%d\">%s</text>\n",
        to + 8, end - 5, escaped(passing.text()));
  }

  private static int middle(Side side) {
    int x = MARGIN + BOX_WIDTH / 2;
    return side == Side.CALLBACK ? x : x + BOX_WIDTH + COLUMN_GAP;
  }

  private static int top(int pair) {
    return FIRST_PAIR + pair * PAIR_HEIGHT;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
