package twine.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * Bars beside each other, each with the interval that its value lies in.
 *
 * @param title what is compared
 * @param bars from the top to the bottom
 */
public record BarChart(String title, List<Bar> bars) {
  private static final int WIDTH = 520;
  private static final int TITLE_HEIGHT = 34;
  private static final int ROW = 19;
  private static final int LABEL_WIDTH = 150;
  private static final int BARS_WIDTH = 310;
  private static final int MARGIN = 16;
  private static final int COLUMNS = 2;

  /**
   * One of them.
   *
   * @param label whose it is, in Markdown; what is bold stands out here, too
   * @param value how long it is
   * @param low where the interval begins; NaN if there is none
   * @param high where it ends
   */
  public record Bar(String label, double value, double low, double high) {
    private double end() {
      return Double.isNaN(high) ? value : Math.max(value, high);
    }

    private boolean stressed() {
      return label.startsWith("**");
    }

    private String text() {
      return escaped(label.replaceAll("[*`]", ""));
    }
  }

  /** Charts as one picture in SVG, with a thin line where a bar of length 1 would end. */
  public static String svg(List<BarChart> charts) {
    int rows = charts.stream().mapToInt(chart -> chart.bars.size()).max().orElse(0);
    int height = TITLE_HEIGHT + rows * ROW + MARGIN;
    int columns = Math.min(COLUMNS, Math.max(1, charts.size()));
    int wholeWidth = columns * WIDTH;
    int wholeHeight = (charts.size() + columns - 1) / columns * height;
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        """
            .formatted(wholeWidth, wholeHeight, wholeWidth, wholeHeight));
    for (int i = 0; i < charts.size(); i++) {
      charts.get(i).draw(svg, i % columns * WIDTH, i / columns * height);
    }
    return svg.append("</svg>\n").toString();
  }

  private void draw(StringBuilder svg, int x, int y) {
    svg.append("<g transform=\"translate(%d %d)\">\n".formatted(x + MARGIN, y + MARGIN));
    svg.append("<text y=\"6\" font-weight=\"bold\">%s</text>\n".formatted(escaped(title)));
    double longest = Math.max(1, bars.stream().mapToDouble(Bar::end).max().orElse(1));
    for (int i = 0; i < bars.size(); i++) {
      drawBar(svg, bars.get(i), TITLE_HEIGHT - MARGIN + i * ROW, BARS_WIDTH / longest);
    }
    double one = LABEL_WIDTH + BARS_WIDTH / longest;
    line(
        svg,
        "#888888",
        one,
        TITLE_HEIGHT - MARGIN - 3,
        one,
        TITLE_HEIGHT - MARGIN + bars.size() * ROW);
    svg.append("</g>\n");
  }

  private static void drawBar(StringBuilder svg, Bar bar, int top, double unit) {
    double middle = top + ROW / 2.0 - 2;
    svg.append(
        String.format(
            Locale.ROOT,
            """
            <text x="%d" y="%.1f" text-anchor="end"%s>%s</text>
            <rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>
            """,
            LABEL_WIDTH - 6,
            middle + 4,
            bar.stressed() ? " font-weight=\"bold\"" : "",
            bar.text(),
            LABEL_WIDTH,
            top,
            bar.value * unit,
            ROW - 5,
            bar.stressed() ? "#2e7d32" : "#9fb8d0"));
    if (!Double.isNaN(bar.low)) {
      double low = LABEL_WIDTH + bar.low * unit;
      double high = LABEL_WIDTH + bar.high * unit;
      line(svg, "#202020", low, middle, high, middle);
      line(svg, "#202020", low, middle - 3, low, middle + 3);
      line(svg, "#202020", high, middle - 3, high, middle + 3);
    }
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\">%.2f</text>%n",
            LABEL_WIDTH + bar.end() * unit + 5,
            middle + 4,
            bar.value));
  }

  private static void line(
      StringBuilder svg, String colour, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>%n",
            x1,
            y1,
            x2,
            y2,
            colour));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
